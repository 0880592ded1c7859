import { Component, createRef } from 'preact'
import type { CopyTexts } from '../locales/late-texts.ts'

interface CodeBlockProps {
  readonly text: string
  readonly words: CopyTexts
}

/** Code with a button that copies it; where the browser forbids that it is selected, to be copied by hand. */
export class CodeBlock extends Component<CodeBlockProps, { readonly isCopied: boolean }> {
  override state = { isCopied: false }
  readonly code = createRef<HTMLElement>()

  async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.props.text)
      this.setState({ isCopied: true })
    } catch {
      const { current } = this.code
      if (current) getSelection()?.selectAllChildren(current)
    }
  }

  override render({ text, words }: CodeBlockProps, { isCopied }: { readonly isCopied: boolean }) {
    return (
      <div class="code">
        <button
          type="button"
          // The log reads what was said, not what can be done with it.
          aria-live="off"
          onClick={() => void this.copy()}
          onBlur={() => this.setState({ isCopied: false })}
        >
          {isCopied ? words.copied : words.copy}
        </button>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- those without a mouse must be able to scroll it */}
        <pre tabIndex={0}>
          <code ref={this.code}>{text}</code>
        </pre>
      </div>
    )
  }
}
