import { stateOf } from '../../contract/session-state.ts'
import { formatAgo } from '../format-time.ts'
import type { PanelProps } from '../panel-context.ts'
import { conversationTexts } from '../conversation-texts.ts'

/** A connection that comes back within this time was never worth a word. */
const OFFLINE_AFTER_MS = 3000

/** What the visitor should know about the whole chat: no connection, somebody awaited. */
export function Notices({ panel }: PanelProps) {
  const { session, offlineSince } = panel.get()
  const isOffline = offlineSince !== null && Date.now() - offlineSince >= OFFLINE_AFTER_MS
  const isWaiting = session !== null && stateOf(session) === 'waiting'
  const since = session?.waitingSince ?? session?.$updatedAt ?? ''
  return (
    <div aria-live="polite">
      {isOffline && <p class="notice">{conversationTexts.offline}</p>}
      {isWaiting && (
        <p class="notice waiting">{conversationTexts.waiting(formatAgo(Date.parse(since), panel.now()))}</p>
      )}
    </div>
  )
}
