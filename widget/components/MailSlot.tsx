import { Component, type ComponentType } from 'preact'
import type { PanelProps } from '../panel/panel-context.ts'

interface MailSlotState {
  readonly MailOffer: ComponentType<PanelProps> | null
}

/** The place of `MailOffer`, which is fetched when somebody waits; without it they wait as ever. */
export class MailSlot extends Component<PanelProps, MailSlotState> {
  override state: MailSlotState = { MailOffer: null }
  isGone = false

  override componentDidMount(): void {
    void this.fetchPart()
  }

  override componentWillUnmount(): void {
    this.isGone = true
  }

  async fetchPart(): Promise<void> {
    try {
      const { MailOffer, texts } = await import('../mail/mail.tsx')
      this.props.panel.addTexts('mail', texts)
      if (!this.isGone) this.setState({ MailOffer })
    } catch {
      // The network's failure shows where it matters.
    }
  }

  override render({ panel }: PanelProps, { MailOffer }: MailSlotState) {
    return MailOffer && <MailOffer panel={panel} />
  }
}
