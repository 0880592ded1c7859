import { stateOf } from '../../contract/session-state.ts'
import { formatAgo } from '../conversation/format-time.ts'
import { isOffline } from '../conversation/is-offline.ts'
import type { PanelProps } from '../panel/panel-context.ts'
import { conversationTexts } from '../conversation/conversation-texts.ts'

/** What the visitor should know about the whole chat: no connection, somebody awaited. */
export function Notices({ panel }: PanelProps) {
  const { session } = panel.get()
  const hasNoConnection = isOffline(panel.get())
  const isWaiting = session !== null && stateOf(session) === 'waiting'
  const since = session?.waitingSince ?? session?.$updatedAt ?? ''
  return (
    <div class={hasNoConnection || isWaiting ? 'notices notice' : undefined}>
      {/* Said once: how long it has been changes outside of it. */}
      <div aria-live="polite">
        {hasNoConnection ? (
          <p>{conversationTexts.offline}</p>
        ) : (
          isWaiting && <p>{conversationTexts.waiting}</p>
        )}
      </div>
      {isWaiting && !hasNoConnection && <p class="since">{formatAgo(Date.parse(since), panel.now())}</p>}
    </div>
  )
}
