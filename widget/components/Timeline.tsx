import { Component } from 'preact'
import { isOffline } from '../conversation/is-offline.ts'
import type { PanelContext } from '../panel/panel-context.ts'
import { botWait, type BotWait } from '../store/bot-wait.ts'
import type { ChatState } from '../store/chat-state.ts'
import { groupTimeline } from '../store/timeline.ts'
import { BotWaiting } from './BotWaiting.tsx'
import { MessageGroup } from './MessageGroup.tsx'
import { Opening } from './Opening.tsx'

type TimelineProps = Pick<
  ChatState,
  | 'session'
  | 'messages'
  | 'outbox'
  | 'settings'
  | 'phase'
  | 'hasOlder'
  | 'loadingOlder'
  | 'busy'
  | 'locale'
  | 'hasHome'
> & {
  readonly panel: PanelContext
  readonly richText: ChatState['richText'] | undefined
  readonly wait: BotWait
  readonly hasNoConnection: boolean
  /** The server's time, in steps in which its words change. */
  readonly now: number
}

const CLOCK_STEP_MS = 30_000

/** All that the timeline shows: it is rendered again only when one of these changed. */
export function timelineProps(panel: PanelContext): Omit<TimelineProps, 'panel'> {
  const {
    session,
    messages,
    outbox,
    settings,
    phase,
    hasOlder,
    loadingOlder,
    busy,
    locale,
    askedAt,
    richText,
    hasHome,
  } = panel.get()
  const now = panel.now()
  const wait = botWait(session, messages, now, askedAt)
  return {
    session,
    messages,
    outbox,
    settings,
    phase,
    hasOlder,
    loadingOlder,
    busy,
    locale,
    richText,
    hasHome,
    wait,
    hasNoConnection: isOffline(panel.get()),
    now: Math.ceil(now / CLOCK_STEP_MS) * CLOCK_STEP_MS,
  }
}

/** Groups of messages, days, and what is still to come. */
export class Timeline extends Component<TimelineProps> {
  override componentDidMount(): void {
    this.wantHome()
  }

  override componentDidUpdate(): void {
    this.wantHome()
  }

  /** Once: without it there is the composer. */
  wantHome(): void {
    const { panel, messages, outbox, settings } = this.props
    if (this.hasWantedHome || !settings || messages.length + outbox.length > 0) return
    this.hasWantedHome = true
    panel.help.load().catch(() => {})
  }
  hasWantedHome = false

  override shouldComponentUpdate(next: TimelineProps): boolean {
    return Object.entries(next).some(([name, value]) => Reflect.get(this.props, name) !== value)
  }

  override render({ panel, session, messages, outbox, hasOlder, loadingOlder, wait, now }: TimelineProps) {
    const unsent = outbox.filter(({ sessionId }) => sessionId === null || sessionId === session?.$id)
    const groups = groupTimeline(messages, unsent)
    const last = groups.at(-1)
    return (
      <>
        {hasOlder ? (
          <button
            type="button"
            class="quiet"
            disabled={loadingOlder}
            onClick={() => void panel.withChat((chat) => chat.loadOlder())}
          >
            {panel.texts.older}
          </button>
        ) : (
          <Opening panel={panel} />
        )}
        {groups.map((group) => (
          <div key={group.key} class="block">
            {group.startsDay && <p class="divider">{panel.formats.day(group.at, now)}</p>}
            <MessageGroup panel={panel} group={group} now={now} isLast={group === last} />
          </div>
        ))}
        <BotWaiting panel={panel} wait={wait} />
      </>
    )
  }
}
