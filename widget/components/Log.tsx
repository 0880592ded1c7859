import { Component, createRef } from 'preact'
import { conversationIcons } from '../conversation/conversation-icons.ts'
import { Icon } from '../panel/icons.tsx'
import { countText } from '../locales/count-text.ts'
import type { PanelProps } from '../panel/panel-context.ts'
import { Timeline, timelineProps } from './Timeline.tsx'

/** This close to its end counts as at the end: new messages keep it there. */
const AT_END_PX = 80
/** This close to its beginning loads the page before. */
const AT_START_PX = 120

interface LogState {
  readonly isAtEnd: boolean
  /** Messages that arrived below while the reader was further up. */
  readonly unseen: number
}

interface Snapshot {
  readonly entry: HTMLElement
  readonly top: number
}

/** All messages, oldest first. Stays where the reader is, and at the end for those who are there. */
export class Log extends Component<PanelProps, LogState> {
  override state: LogState = { isAtEnd: true, unseen: 0 }
  readonly frame = createRef<HTMLDivElement>()
  /** What was shown last. */
  shown = { height: 0, firstId: '', count: 0, ownId: '' }
  // A growing composer or a keyboard takes room away from below.
  readonly observer = new ResizeObserver(() => {
    if (this.state.isAtEnd) this.toEnd()
    this.room = this.frame.current?.clientHeight ?? 0
  })
  room = 0
  richText = this.props.panel.get().richText

  override componentDidMount(): void {
    if (this.frame.current) this.observer.observe(this.frame.current)
    this.place()
  }

  /** Where what is read stands, before messages change their looks, and with it their height. */
  override getSnapshotBeforeUpdate(): Snapshot | null {
    const frame = this.frame.current
    const { richText } = this.props.panel.get()
    if (!frame || richText === this.richText) return null
    this.richText = richText
    const entries = frame.querySelectorAll<HTMLElement>('.entry')
    const entry = [...entries].find(
      ({ offsetTop, offsetHeight }) => offsetTop + offsetHeight > frame.scrollTop,
    )
    return entry ? { entry, top: entry.offsetTop } : null
  }

  override componentDidUpdate(_: unknown, __: unknown, before: Snapshot | null): void {
    this.place()
    if (before && !this.state.isAtEnd) this.frame.current?.scrollBy(0, before.entry.offsetTop - before.top)
  }

  override componentWillUnmount(): void {
    this.observer.disconnect()
  }

  /** Before the first message: what is shown then is read from its beginning. */
  isEmpty(): boolean {
    const { messages, outbox } = this.props.panel.get()
    return messages.length + outbox.length === 0
  }

  toEnd(): void {
    const frame = this.frame.current
    if (frame && !this.isEmpty()) frame.scrollTop = frame.scrollHeight
  }

  /** After the content changed. */
  place(): void {
    const frame = this.frame.current
    if (!frame) return
    const { messages, outbox } = this.props.panel.get()
    const before = this.shown
    const newest = messages.at(-1)
    this.shown = {
      height: frame.scrollHeight,
      firstId: messages[0]?.$id ?? '',
      count: messages.length,
      ownId: outbox.at(-1)?.id ?? (newest?.sender === 'user' ? newest.$id : before.ownId),
    }
    const { firstId, count, ownId } = this.shown
    if (this.isEmpty()) {
      if (before.count > 0) frame.scrollTop = 0
    }
    // What the visitor just sent is what they want to see.
    else if (this.state.isAtEnd || ownId !== before.ownId) this.toEnd()
    else if (firstId !== before.firstId) frame.scrollTop += frame.scrollHeight - before.height
    else if (count > before.count) this.setState(({ unseen }) => ({ unseen: unseen + count - before.count }))
  }

  onScroll = (): void => {
    const frame = this.frame.current
    if (!frame || this.isEmpty()) return
    // Moved by what takes room away, not by the reader.
    if (this.state.isAtEnd && frame.clientHeight < this.room) return this.toEnd()
    const isAtEnd = frame.scrollHeight - frame.scrollTop - frame.clientHeight <= AT_END_PX
    if (isAtEnd !== this.state.isAtEnd) this.setState(isAtEnd ? { isAtEnd, unseen: 0 } : { isAtEnd })
    if (frame.scrollTop < AT_START_PX && !isAtEnd) void this.props.panel.withChat((chat) => chat.loadOlder())
  }

  override render({ panel }: PanelProps, { isAtEnd, unseen }: LogState) {
    const { loadingOlder, phase } = panel.get()
    return (
      <div class="log-frame">
        <div
          class="log"
          ref={this.frame}
          onScroll={this.onScroll}
          role="log"
          aria-label={panel.texts.log}
          // Not that two minutes have become three.
          aria-relevant="additions"
          aria-live={loadingOlder || phase === 'loading' ? 'off' : 'polite'}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- those without a mouse must be able to scroll it
          tabIndex={0}
        >
          <Timeline panel={panel} {...timelineProps(panel)} />
        </div>
        {!isAtEnd && !this.isEmpty() && (
          <button
            type="button"
            class="pill"
            onClick={() => {
              this.toEnd()
              this.frame.current?.focus()
            }}
          >
            <Icon path={conversationIcons.arrowDown} />
            {unseen > 0 ? (
              countText(panel.texts.newMessages, unseen, panel.get().locale)
            ) : (
              <span class="sr">{panel.texts.latest}</span>
            )}
          </button>
        )}
      </div>
    )
  }
}
