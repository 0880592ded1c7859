import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { stateOf } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { parseUserMeta } from '../../contract/user-meta.ts'
import type { KnownOfVisitor } from './known-of-visitor.ts'
import { Icon } from '../elements/Icon.tsx'
import { x } from '../elements/icons.ts'
import { LiveText } from '../elements/LiveText.tsx'
import { relativeTime } from '../elements/relative-time.ts'
import { stateTexts } from '../elements/state-texts.ts'
import { useNow } from '../elements/use-now.ts'

interface Props {
  readonly id: string
  readonly session: SessionRow
  readonly known: KnownOfVisitor | null
  /** Whether they were asked for, where there is no room for them beside the conversation. */
  readonly isOpen: boolean
  /** What agents do together: who works on it, and their notes. */
  readonly beside: ComponentChildren
  readonly onClose: () => void
}

/** What is known about the open session and its visitor: beside the conversation, or over it on a narrow page. */
export function Details({ id, session, known, isOpen, beside, onClose }: Props) {
  const now = useNow()
  const close = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isOpen) close.current?.focus()
  }, [isOpen])
  useEffect(() => {
    if (!isOpen) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [isOpen, onClose])
  const facts = [
    ['State', stateTexts[stateOf(session)]],
    ['Agent', session.agentName],
    ['Waiting since', session.waitingSince && relativeTime(session.waitingSince, now)],
    ['Reason', session.escalationReason],
    ['Summary', session.escalationSummary],
    ['Sentiment', session.sentiment === null ? null : `A complaint by ${session.sentiment} %`],
    ['Created', new Date(session.$createdAt).toLocaleString()],
    ['Last seen', relativeTime(session.lastSeen, now)],
    ['Messages', String(session.messageCount)],
    ['Bot', session.bot],
    ['Corpora', session.corpora.join(', ')],
    ['Session', session.$id],
    ['Visitor’s id', session.visitorId],
  ] as const
  const meta = Object.entries(parseUserMeta(session.userMeta))
  return (
    <aside id={id} class="details" aria-label="Details" data-open={isOpen}>
      <button class="close" type="button" aria-label="Close details" ref={close} onClick={onClose}>
        <Icon path={x} />
      </button>
      {known?.verifiedId && (
        <>
          <h3>Verified visitor</h3>
          <p class="quiet">Signed by the site’s own server when this chat began.</p>
          <Facts
            facts={[
              ['Verified id', known.verifiedId],
              ['Verified name', session.verifiedName],
              ['Verified e-mail', known.verifiedEmail],
            ]}
          />
        </>
      )}
      {meta.length > 0 && (
        <>
          <h3>Visitor</h3>
          <p class="quiet">As the page reports it; not verified.</p>
          <Facts facts={meta.map(([name, value]) => [name, String(value)] as const)} />
        </>
      )}
      {beside}
      <h3>About this session</h3>
      <Facts facts={facts} />
    </aside>
  )
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, string | null])[] }) {
  return (
    <dl>
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd dir="auto">
                <LiveText>{value}</LiveText>
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}
