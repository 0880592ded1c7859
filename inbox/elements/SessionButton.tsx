import { stateOf } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { parseUserMeta } from '../../contract/user-meta.ts'
import { LiveText } from './LiveText.tsx'
import { relativeTime } from './relative-time.ts'
import { stateTexts } from './state-texts.ts'

/** A session in a list: what it is called, whose it is, what was said last, who has it. */
export function SessionButton(props: {
  readonly session: SessionRow
  readonly isSelected: boolean
  readonly now: Date
  readonly onOpen: () => void
}) {
  const { session, now } = props
  const state = stateOf(session)
  const { verifiedName } = session
  const name = verifiedName ?? parseUserMeta(session.userMeta)['name']
  const isHeld = state === 'agent' && session.agentName !== null
  return (
    <button
      class="session"
      id={session.$id}
      type="button"
      aria-current={props.isSelected}
      data-state={state}
      onClick={props.onOpen}
    >
      <span class="name" dir="auto">
        <LiveText>{session.chatName ?? 'No messages'}</LiveText>
      </span>
      <span class="facts">
        <span title="Messages" aria-label={`${session.messageCount} messages`}>
          <LiveText>{session.messageCount}</LiveText>
        </span>
        {' · '}
        <time dateTime={session.lastSeen ?? ''}>
          <LiveText>{relativeTime(session.lastSeen, now)}</LiveText>
        </time>
      </span>
      <span class="preview" dir="auto">
        {name && (
          <b dir="auto">
            <LiveText>{String(name)}</LiveText>
            {verifiedName && <span aria-label="verified"> ✓</span>}
          </b>
        )}
        <LiveText>{session.preview ?? session.$id}</LiveText>
      </span>
      <span class="badge" data-state={state}>
        <LiveText>{isHeld ? (session.agentName ?? '') : stateTexts[state]}</LiveText>
      </span>
    </button>
  )
}
