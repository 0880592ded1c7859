import { Component } from 'preact'
import { tokenize } from '../../contract/text-tokens.ts'
import { richTextPart } from '../conversation/rich-text-part.tsx'
import type { PanelProps } from '../panel/panel-context.ts'

/** A message's text as it was typed: text nodes and safe links, nothing else. */
export function MessageText({ text }: { readonly text: string }) {
  return (
    <>
      {tokenize(text).map((token) =>
        token.kind === 'link' ? (
          <a href={token.href} target="_blank" rel="noopener noreferrer">
            {token.text}
          </a>
        ) : (
          token.text
        ),
      )}
    </>
  )
}

interface FormattedTextProps extends PanelProps {
  readonly text: string
}

/** A message with markup: as it was typed until the part is there that formats it. */
export class FormattedText extends Component<FormattedTextProps> {
  override componentDidMount(): void {
    void this.fetchPart()
  }

  async fetchPart(): Promise<void> {
    const { panel } = this.props
    try {
      await richTextPart(panel).load()
      panel.set({ richText: 'there' })
    } catch {
      // It is read as it was typed; the next message tries again.
      panel.set({ richText: 'failed' })
    }
  }

  override render({ panel, text }: FormattedTextProps) {
    const part = richTextPart(panel).get()
    if (part === null) return <MessageText text={text} />
    return <part.Message text={text} />
  }
}
