import { stateOf } from '../../contract/session-state.ts'
import { formatAgo } from '../conversation/format-time.ts'
import { Icon } from '../panel/icons.tsx'
import { moreIcons } from '../more/more-icons.ts'
import { moreTexts } from '../more/more-texts.ts'
import type { PanelProps } from '../panel/panel-context.ts'
import type { OwnSession } from '../store/chat-state.ts'
import { texts } from '../panel/texts.ts'
import { Skeleton } from './Opening.tsx'

/** The visitor's own chats, most recently active first. */
export function SessionList({ panel }: PanelProps) {
  const { ownSessions, problem } = panel.get()
  const { withMore } = panel
  return (
    <div class="sessions">
      {ownSessions === null && !problem && <Skeleton />}
      {ownSessions === null && problem && (
        <div class="empty">
          <button
            type="button"
            class="button"
            onClick={() => void withMore((more) => more.actions.showSessions())}
          >
            {texts.tryAgain}
          </button>
        </div>
      )}
      {ownSessions?.length === 0 && (
        <div class="empty">
          <p>
            <b>{moreTexts.noSessions}</b>
          </p>
          <p>{moreTexts.noSessionsHint}</p>
        </div>
      )}
      <ul aria-label={texts.yourChats}>
        {ownSessions?.map((session) => (
          <SessionItem key={session.row.$id} panel={panel} session={session} />
        ))}
      </ul>
      <button
        type="button"
        class="button new"
        onClick={() => void withMore((more) => more.actions.newChat())}
      >
        <Icon path={moreIcons.plus} />
        {texts.newChat}
      </button>
    </div>
  )
}

function SessionItem({ panel, session }: PanelProps & { readonly session: OwnSession }) {
  const { withMore } = panel
  const { row, unseen } = session
  const isCurrent = panel.get().session?.$id === row.$id
  const seen = row.lastSeen ?? row.$createdAt
  return (
    <li>
      <button
        type="button"
        aria-current={isCurrent}
        onClick={() => void withMore((more) => more.actions.openSession(row.$id))}
      >
        <span class="line">
          <b dir="auto">{row.chatName ?? texts.newChat}</b>
          <time dateTime={seen}>{formatAgo(Date.parse(seen), panel.now())}</time>
        </span>
        <span class="line">
          <span class="preview" dir="auto">
            {stateOf(row) === 'closed' && `${moreTexts.closed} · `}
            {row.previewSender === 'user' && `${moreTexts.you}: `}
            {row.preview}
          </span>
          {unseen > 0 && !isCurrent && <span class="unseen">{moreTexts.unseen(unseen)}</span>}
        </span>
      </button>
    </li>
  )
}
