import { stateOf } from '../../contract/session-state.ts'
import { isOffline } from '../conversation/is-offline.ts'
import { MailSlot } from './MailSlot.tsx'
import type { PanelProps } from '../panel/panel-context.ts'

/** What the visitor should know about the whole chat: no connection, somebody awaited. */
export function Notices({ panel }: PanelProps) {
  const { session, settings } = panel.get()
  const hasNoConnection = isOffline(panel.get())
  const isWaiting = session !== null && stateOf(session) === 'waiting'
  const since = session?.waitingSince ?? session?.$updatedAt ?? ''
  return (
    <>
      <div class={hasNoConnection || isWaiting ? 'notices notice' : undefined}>
        {/* Announced once: how long it has been changes outside of it. */}
        <div aria-live="polite">
          {hasNoConnection ? <p>{panel.texts.offline}</p> : isWaiting && <p>{panel.texts.waiting}</p>}
        </div>
        {isWaiting && !hasNoConnection && (
          <p class="since">{panel.formats.ago(Date.parse(since), panel.now())}</p>
        )}
      </div>
      {isWaiting && !hasNoConnection && settings?.answersByMail && <MailSlot panel={panel} />}
    </>
  )
}
