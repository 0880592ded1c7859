import { stateOf } from '../../contract/session-state.ts'
import { Icon } from '../panel/icons.tsx'
import { moreIcons } from '../more/more-icons.ts'
import { countText } from '../locales/count-text.ts'
import type { PanelProps } from '../panel/panel-context.ts'
import type { OwnSession } from '../store/chat-state.ts'
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
            {panel.texts.tryAgain}
          </button>
        </div>
      )}
      {ownSessions?.length === 0 && (
        <div class="empty">
          <p>
            <b>{panel.texts.noSessions}</b>
          </p>
          <p>{panel.texts.noSessionsHint}</p>
        </div>
      )}
      <ul aria-label={panel.texts.yourChats}>
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
        {panel.texts.newChat}
      </button>
    </div>
  )
}

function SessionItem({ panel, session }: PanelProps & { readonly session: OwnSession }) {
  const { withMore } = panel
  const { row, unseen } = session
  const { session: current, locale } = panel.get()
  const isCurrent = current?.$id === row.$id
  const seen = row.lastSeen ?? row.$createdAt
  return (
    <li>
      <button
        type="button"
        aria-current={isCurrent}
        onClick={() => void withMore((more) => more.actions.openSession(row.$id))}
      >
        <span class="line">
          <b dir="auto">{row.chatName ?? panel.texts.newChat}</b>
          <time dateTime={seen}>{panel.formats.ago(Date.parse(seen), panel.now())}</time>
        </span>
        <span class="line">
          <span class="preview" dir="auto">
            {stateOf(row) === 'closed' && `${panel.texts.isClosed} · `}
            {row.previewSender === 'user' && `${panel.texts.you}: `}
            {row.preview}
          </span>
          {unseen > 0 && !isCurrent && (
            <span class="unseen">
              <span aria-hidden="true">{unseen.toLocaleString(locale)}</span>
              <span class="sr">{countText(panel.texts.newMessages, unseen, locale)}</span>
            </span>
          )}
        </span>
      </button>
    </li>
  )
}
