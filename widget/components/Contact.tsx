import type { PanelProps } from '../panel/panel-context.ts'

/** The way beside a chat that doesn't work, where the owner has named one. */
export function Contact({ panel }: PanelProps) {
  const { contact } = panel.tag
  return contact ? <a href={`mailto:${contact}`}>{contact}</a> : null
}
