import { stateOf } from '../../contract/session-state.ts'
import { parseUserMeta } from '../../contract/user-meta.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { LiveText } from '../elements/LiveText.tsx'
import { relativeTime } from '../elements/relative-time.ts'
import { stateTexts } from '../elements/state-texts.ts'
import { useNow } from '../elements/use-now.ts'

/** What is known about the open session and its visitor. */
export function Details({ session }: { readonly session: SessionRow }) {
  const now = useNow()
  const meta = Object.entries(parseUserMeta(session.userMeta))
  const facts = [
    ['State', stateTexts[stateOf(session)]],
    ['Agent', session.agentName],
    ['Waiting since', session.waitingSince && relativeTime(session.waitingSince, now)],
    ['Reason', session.escalationReason],
    ['Summary', session.escalationSummary],
    ['Created', new Date(session.$createdAt).toLocaleString()],
    ['Last seen', relativeTime(session.lastSeen, now)],
    ['Messages', String(session.messageCount)],
    ['Bot', session.bot],
    ['Corpora', session.corpora.join(', ')],
    ['Session', session.$id],
    ['Visitor', session.visitorId],
  ] as const
  return (
    <aside class="details" aria-label="Details">
      <h3>About this session</h3>
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
      <h3>What the page says about the visitor</h3>
      {meta.length === 0 ? (
        <p class="quiet">Nothing.</p>
      ) : (
        <>
          <p class="quiet">Not verified.</p>
          <dl>
            {meta.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd dir="auto">
                  <LiveText>{String(value)}</LiveText>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </aside>
  )
}
