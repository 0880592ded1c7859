import { Component } from 'preact'
import { conversationIcons } from '../conversation/conversation-icons.ts'
import { Icon } from '../panel/icons.tsx'
import type { PanelProps } from '../panel/panel-context.ts'

interface SentMarkProps extends PanelProps {
  /** Of the visitor's newest message. */
  readonly sequence: number
}

interface SentMarkState {
  readonly part: typeof import('../receipts/receipts.tsx') | null
}

/** That the visitor's newest message was sent, and that an agent has seen it: nothing is said of what isn't known. */
export class SentMark extends Component<SentMarkProps, SentMarkState> {
  override state: SentMarkState = { part: null }
  isFetched = false

  override componentDidMount(): void {
    this.look()
  }

  override componentDidUpdate(): void {
    this.look()
  }

  isSeen(): boolean {
    const { panel, sequence } = this.props
    return (panel.get().session?.agentSeenSequence ?? 0) >= sequence
  }

  look(): void {
    if (this.isFetched || !this.isSeen()) return
    this.isFetched = true
    import('../receipts/receipts.tsx').then(
      (part) => this.setState({ part }),
      () => {
        // “Sent” is true as well; the next change tries again.
        this.isFetched = false
      },
    )
  }

  override render({ panel }: SentMarkProps, { part }: SentMarkState) {
    const { session, locale } = panel.get()
    const seenBy = session?.agentSeenBy
    if (part !== null && seenBy && this.isSeen()) {
      return <part.SeenMark text={part.seenText(locale, seenBy)} />
    }
    return (
      <>
        <Icon path={conversationIcons.check} />
        <span>{panel.texts.sent}</span>
      </>
    )
  }
}
