import type { ComponentType } from 'preact'
import type { RichTextProps } from '../components/rich-text-props.ts'
import { lazyPart, type LazyPart } from '../panel/lazy-part.ts'
import type { PanelContext } from '../panel/panel-context.ts'

/** What messages take of the part that formats them. */
interface RichTextPart {
  readonly RichText: ComponentType<RichTextProps>
}

/** Of each panel on the page, as each has styles of its own. */
const parts = new WeakMap<PanelContext, LazyPart<RichTextPart>>()

/** What formats messages: fetched with the first one that has markup. */
export function richTextPart(panel: PanelContext): LazyPart<RichTextPart> {
  const known = parts.get(panel)
  if (known) return known
  const part = lazyPart<RichTextPart>(async () => {
    const { RichText, styles, texts } = await import('../rich-text/rich-text.tsx')
    panel.addStyles(styles)
    await panel.addLateTexts('rich-text', texts)
    return { RichText }
  })
  parts.set(panel, part)
  return part
}
