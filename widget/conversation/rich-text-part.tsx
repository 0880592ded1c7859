import type { ComponentType } from 'preact'
import { tokenize } from '../../contract/text-tokens.ts'
import type { RichTextProps } from '../components/rich-text-props.ts'
import { lazyPart, type LazyPart } from '../panel/lazy-part.ts'
import type { PanelContext } from '../panel/panel-context.ts'

interface FormattedProps {
  readonly text: string
}

/** What is taken of the part that formats texts. */
interface RichTextPart {
  readonly Message: ComponentType<FormattedProps>
  readonly Article: ComponentType<FormattedProps>
}

/** Of each panel on the page, as each has styles of its own. */
const parts = new WeakMap<PanelContext, LazyPart<RichTextPart>>()

/** What formats texts: fetched with the first message that has markup, and the first article. */
export function richTextPart(panel: PanelContext): LazyPart<RichTextPart> {
  const known = parts.get(panel)
  if (known) return known
  const part = lazyPart<RichTextPart>(async () => {
    const { RichText, RichArticle, styles, texts } = await import('../rich-text/rich-text.tsx')
    panel.addStyles(styles)
    await panel.addLateTexts('rich-text', texts)
    const inPanel = (Shown: ComponentType<RichTextProps>) => (props: FormattedProps) => (
      <Shown text={props.text} findLinks={tokenize} words={panel.texts.code} />
    )
    return { Message: inPanel(RichText), Article: inPanel(RichArticle) }
  })
  parts.set(panel, part)
  return part
}
