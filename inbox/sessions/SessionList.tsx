import { useStore } from '@nanostores/preact'
import { SessionButton } from '../elements/SessionButton.tsx'
import { useNow } from '../elements/use-now.ts'
import type { SessionActions } from './session-actions.ts'
import type { SessionStore } from './session-store.ts'
import { VIEWS, type View } from './view.ts'

const viewTexts: Record<View, string> = { open: 'Open', waiting: 'Waiting', mine: 'Mine', closed: 'Closed' }
const emptyTexts: Record<View, string> = {
  open: 'No open sessions. New ones appear here as soon as a visitor writes.',
  waiting: 'Nobody waits for a person.',
  mine: 'You hold no session. Open one and claim it.',
  closed: 'No closed sessions yet.',
}

interface Props {
  readonly store: SessionStore
  readonly actions: SessionActions
  readonly selectedId: string | null
  readonly onOpen: (sessionId: string) => void
}

/** The sessions of the chosen view, who waits first. */
export function SessionList({ store, actions, selectedId, onOpen }: Props) {
  const view = useStore(store.$view)
  const sessions = useStore(store.$sessions)
  const next = useStore(store.$next)
  const now = useNow()
  return (
    <section class="list" aria-label="Sessions">
      <nav class="views" aria-label="Views">
        {VIEWS.map((one) => (
          <button key={one} type="button" aria-pressed={one === view} onClick={() => void actions.show(one)}>
            {viewTexts[one]}
          </button>
        ))}
      </nav>
      {sessions === null ? (
        <ul class="skeleton" aria-label="Loading sessions">
          {[1, 2, 3, 4].map((line) => (
            <li key={line} />
          ))}
        </ul>
      ) : (
        <ul>
          {sessions.map((session) => (
            <li key={session.$id}>
              <SessionButton
                session={session}
                isSelected={session.$id === selectedId}
                now={now}
                onOpen={() => onOpen(session.$id)}
              />
            </li>
          ))}
        </ul>
      )}
      {sessions?.length === 0 && (
        <p class="empty" key={view}>
          {emptyTexts[view]}
        </p>
      )}
      {next !== null && (
        <button class="more" type="button" onClick={() => void actions.loadMore()}>
          Load more
        </button>
      )}
    </section>
  )
}
