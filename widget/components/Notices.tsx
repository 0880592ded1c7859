import { stateOf } from '../../contract/session-state.ts'
import { isOffline } from '../conversation/is-offline.ts'
import { Contact } from './Contact.tsx'
import { MailSlot } from './MailSlot.tsx'
import type { PanelProps } from '../panel/panel-context.ts'

/** What the visitor should know about the whole chat: no connection, a part of it blocked, somebody awaited. */
export function Notices({ panel }: PanelProps) {
  const { session, settings, connection, messages } = panel.get()
  const isKept = panel.conversation.get()?.isKept()
  const isBlocked = connection === 'polling' || (messages.length > 0 && !isKept)
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
      {isBlocked && !hasNoConnection && panel.contact && (
        <p class="notice">
          {panel.texts.blocked} <Contact panel={panel} />
        </p>
      )}
      {isWaiting && !hasNoConnection && settings?.answersByMail && <MailSlot panel={panel} />}
    </>
  )
}
