import { Component, type ComponentType } from 'preact'
import type { PanelProps } from '../panel/panel-context.ts'

interface RatingSlotProps extends PanelProps {
  readonly sessionId: string
}

interface RatingSlotState {
  readonly Rating: ComponentType<RatingSlotProps> | null
}

/** The place of `Rating`, which is fetched when a chat is over that the visitor hasn't rated; without it nobody is asked. */
export class RatingSlot extends Component<RatingSlotProps, RatingSlotState> {
  override state: RatingSlotState = { Rating: null }
  isRated = this.props.panel.get().isRated
  isGone = false

  override componentDidMount(): void {
    if (!this.isRated) void this.fetchPart()
  }

  override componentWillUnmount(): void {
    this.isGone = true
  }

  async fetchPart(): Promise<void> {
    const { panel } = this.props
    try {
      const { Rating, texts, styles } = await import('../rating/rating.tsx')
      await panel.addLateTexts('rating', texts)
      panel.addStyles(styles)
      if (!this.isGone) this.setState({ Rating })
    } catch {
      // The network's failure shows where it matters.
    }
  }

  override render({ panel, sessionId }: RatingSlotProps, { Rating }: RatingSlotState) {
    return Rating && <Rating panel={panel} sessionId={sessionId} />
  }
}
