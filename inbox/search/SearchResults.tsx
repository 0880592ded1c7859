import { useStore } from '@nanostores/preact'
import { LiveText } from '../elements/LiveText.tsx'
import { SessionButton } from '../elements/SessionButton.tsx'
import { useNow } from '../elements/use-now.ts'
import type { SearchActions } from './search-actions.ts'
import type { SearchStore } from './search-store.ts'

interface Props {
  readonly store: SearchStore
  readonly actions: SearchActions
  readonly selectedId: string | null
  readonly onOpen: (sessionId: string) => void
}

/** The sessions that were found, in place of the list. */
export function SearchResults({ store, actions, selectedId, onOpen }: Props) {
  const words = useStore(store.$words).trim()
  const found = useStore(store.$found)
  const now = useNow()
  return (
    <section class="list" aria-label="Found sessions">
      <output class="found">
        <LiveText>
          {found?.words === words ? summary(found.sessions.length, found.cursor) : 'Searching …'}
        </LiveText>
      </output>
      <ul>
        {found?.sessions.map((session) => (
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
      {found !== null && found.cursor !== null && (
        <button class="more" type="button" onClick={() => void actions.loadMore()}>
          Load more
        </button>
      )}
    </section>
  )
}

function summary(count: number, cursor: string | null): string {
  if (count === 0) return 'Nothing found in names, newest messages and visitors’ data, nor as an id.'
  const sessions = count === 1 ? 'session' : 'sessions'
  return cursor === null ? `${count} ${sessions} found` : `The ${count} most recently active found`
}
