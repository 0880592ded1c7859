import { Component, createRef } from 'preact'
import { limits } from '../../contract/limits.ts'
import { stateOf } from '../../contract/session-state.ts'
import { Icon, icons } from '../icons.tsx'
import type { PanelProps } from '../panel-context.ts'
import { texts } from '../texts.ts'

/** The counter shows in the last tenth. */
const COUNT_FROM = limits.messageTextMax * 0.9

/** Where the visitor writes. Enter sends, Shift+Enter makes a new line, Enter that ends a composition does neither. */
export class Composer extends Component<PanelProps> {
  readonly field = createRef<HTMLTextAreaElement>()

  override componentDidMount(): void {
    this.grow()
  }

  override componentDidUpdate(): void {
    this.grow()
  }

  /** To its content; the styles stop it after five lines. A hidden one has no height to go by. */
  grow(): void {
    const field = this.field.current
    if (!field?.offsetParent) return
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px`
  }

  override render({ panel }: PanelProps) {
    const { chat, conversation, withMore } = panel
    const { draft, session, canReopen, busy } = chat.state()
    const length = draft.length < COUNT_FROM ? draft.length : Array.from(draft).length
    const left = limits.messageTextMax - length
    const isClosed = session !== null && stateOf(session) === 'closed'
    const canSend = draft.trim() !== '' && left >= 0 && canReopen

    const send = () => {
      if (!canSend) return
      chat.setDraft('')
      chat.send(draft.trim())
      this.field.current?.focus()
    }

    return (
      <footer>
        {isClosed && (
          <div class="closed">
            <p>{canReopen ? texts.closed : texts.closedForGood}</p>
            <button
              type="button"
              class="button"
              disabled={busy === 'start'}
              onClick={() => void withMore((more) => more.actions.newChat())}
            >
              {texts.newChat}
            </button>
          </div>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault()
            send()
          }}
        >
          <textarea
            ref={this.field}
            rows={1}
            dir="auto"
            value={draft}
            placeholder={texts.placeholder}
            aria-label={texts.composer}
            aria-invalid={left < 0}
            enterkeyhint="send"
            onInput={({ currentTarget }) => {
              // Whoever writes is about to send: the rest of the panel can come.
              void conversation.load().catch(() => {})
              chat.setDraft(currentTarget.value)
            }}
            onKeyDown={(event) => {
              // 229: Safari ends a composition before it says so.
              if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229)
                return
              event.preventDefault()
              send()
            }}
          />
          <button type="submit" class="send" aria-label={texts.send} disabled={!canSend}>
            <Icon path={icons.arrowUp} />
          </button>
        </form>
        {length >= COUNT_FROM && (
          <p class={left < 0 ? 'count over' : 'count'}>{texts.charactersLeft(left)}</p>
        )}
      </footer>
    )
  }
}
