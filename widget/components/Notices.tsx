import { stateOf } from '../../contract/session-state.ts'
import { isOffline } from '../conversation/is-offline.ts'
import { Contact } from './Contact.tsx'
import { MailSlot } from './MailSlot.tsx'
import { Waiting } from './Waiting.tsx'
import type { PanelProps } from '../panel/panel-context.ts'

/** What the visitor should know about the whole chat: no connection, a part of it blocked, somebody awaited. */
export function Notices({ panel }: PanelProps) {
  const { session, settings, connection, messages, wait } = panel.get()
  const isKept = panel.conversation.get()?.isKept()
  const isBlocked = connection === 'polling' || (messages.length > 0 && !isKept)
  const hasNoConnection = isOffline(panel.get())
  const isWaiting = session !== null && stateOf(session) === 'waiting'
  const since = Date.parse(session?.waitingSince ?? session?.$updatedAt ?? '')
  const isNobodyThere = wait?.isAnybodyThere === false
  // By its key it stays the same form, wherever it stands: what was typed into it isn't lost.
  const mail = isWaiting && !hasNoConnection && settings?.answersByMail && (
    <MailSlot key="mail" panel={panel} />
  )
  return (
    <>
      {isNobodyThere && mail}
      <div class={hasNoConnection || isWaiting ? 'notices notice' : undefined}>
        {/* Announced once: how long it has been changes outside of it. */}
        <div aria-live="polite">
          {hasNoConnection ? (
            <p>{panel.texts.offline}</p>
          ) : (
            isWaiting && <Waiting panel={panel} since={since} />
          )}
        </div>
        {isWaiting && !hasNoConnection && <p class="since">{panel.formats.ago(since, panel.now())}</p>}
      </div>
      {isBlocked && !hasNoConnection && panel.tag.contact && (
        <p class="notice">
          {panel.texts.blocked} <Contact panel={panel} />
        </p>
      )}
      {!isNobodyThere && mail}
    </>
  )
}
