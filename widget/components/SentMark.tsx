import { Component, type ComponentType } from 'preact'
import { conversationIcons } from '../conversation/conversation-icons.ts'
import { fill } from '../locales/fill.ts'
import { Icon } from '../panel/icons.tsx'
import type { PanelProps } from '../panel/panel-context.ts'

interface SentMarkProps extends PanelProps {
  /** Of the visitor's newest message. */
  readonly sequence: number
}

interface SentMarkState {
  readonly SeenMark: ComponentType<{ readonly text: string }> | null
}

/** That the visitor's newest message was sent, and that an agent has seen it: nothing is said of what isn't known. */
export class SentMark extends Component<SentMarkProps, SentMarkState> {
  override state: SentMarkState = { SeenMark: null }
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
    void this.fetchPart()
  }

  async fetchPart(): Promise<void> {
    try {
      const { SeenMark, texts } = await import('../receipts/receipts.tsx')
      await this.props.panel.addLateTexts('receipts', texts)
      this.setState({ SeenMark })
    } catch {
      // “Sent” is true as well; the next change tries again.
      this.isFetched = false
    }
  }

  override render({ panel }: SentMarkProps, { SeenMark }: SentMarkState) {
    const { session } = panel.get()
    const seenBy = session?.agentSeenBy
    if (SeenMark && seenBy && this.isSeen()) {
      return <SeenMark text={fill(panel.texts.seenBy, seenBy)} />
    }
    return (
      <>
        <Icon path={conversationIcons.check} />
        <span>{panel.texts.sent}</span>
      </>
    )
  }
}
