import { Component } from 'preact'
import { fill } from '../locales/fill.ts'
import { Icon } from '../panel/icons.tsx'
import type { PanelProps } from '../panel/panel-context.ts'

const SCORES = [1, 2, 3, 4, 5] as const
/** Of Lucide, see icons.tsx. */
const STAR = 'm12 2.5 2.9 5.9 6.6 1-4.8 4.6 1.2 6.5-5.9-3.1-5.9 3.1 1.2-6.5L2.5 9.4l6.6-1Z'
/** As many characters as a comment may have. */
const COMMENT_MAX = 1000

interface RatingProps extends PanelProps {
  readonly sessionId: string
}

interface RatingState {
  readonly score: number
  readonly comment: string
  readonly isSending: boolean
  readonly isDone: boolean
}

/** Asks once how the chat was: one to five stars, and words if the visitor likes. */
export class Rating extends Component<RatingProps, RatingState> {
  override state: RatingState = { score: 0, comment: '', isSending: false, isDone: false }

  async send(): Promise<void> {
    const { panel, sessionId } = this.props
    const { score, comment } = this.state
    this.setState({ isSending: true })
    await panel.withChat(async (chat) => {
      await chat.rate(sessionId, { score, ...(comment.trim() && { comment: comment.trim() }) })
      this.setState({ isDone: panel.get().isRated })
    })
    this.setState({ isSending: false })
  }

  override render({ panel }: RatingProps, { score, comment, isSending, isDone }: RatingState) {
    const { rate, rateScore, rateWord, rateSend, rateThanks } = panel.texts
    const { locale } = panel.get()
    return (
      <form
        class="rating"
        aria-live="polite"
        onSubmit={(event) => {
          event.preventDefault()
          void this.send()
        }}
      >
        {isDone ? (
          <p>{rateThanks}</p>
        ) : (
          <fieldset class="stars">
            <legend>{rate}</legend>
            {SCORES.map((one) => (
              <button
                type="button"
                key={one}
                class={one <= score ? 'on' : undefined}
                aria-pressed={one === score}
                aria-label={fill(rateScore, one.toLocaleString(locale))}
                onClick={() => this.setState({ score: one })}
              >
                <Icon path={STAR} />
              </button>
            ))}
          </fieldset>
        )}
        {score > 0 && !isDone && (
          <>
            <input
              type="text"
              dir="auto"
              value={comment}
              maxLength={COMMENT_MAX}
              aria-label={rateWord}
              placeholder={rateWord}
              onInput={({ currentTarget }) => this.setState({ comment: currentTarget.value })}
            />
            <button type="submit" class="button" disabled={isSending}>
              {rateSend}
            </button>
          </>
        )}
      </form>
    )
  }
}
