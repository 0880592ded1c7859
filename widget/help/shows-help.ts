import type { PanelContext } from '../panel/panel-context.ts'

/** Whether the page lets its visitors see articles: unless it says `help` is false, as a value or in the tag. */
export function showsHelp({ tag }: PanelContext): boolean {
  return String(tag['help']) !== 'false'
}
