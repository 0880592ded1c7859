import { useStore } from '@nanostores/preact'
import type { ReadableAtom } from 'nanostores'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { LiveText } from '../elements/LiveText.tsx'
import { relativeTime } from '../elements/relative-time.ts'
import { useNow } from '../elements/use-now.ts'
import type { StatisticsStore } from './statistics-store.ts'

interface Props {
  readonly store: StatisticsStore
  /** The list, or null before its first answer, and who waits: of the rows themselves, which are there before the counters. */
  readonly $sessions: ReadableAtom<readonly SessionRow[] | null>
  readonly $waiting: ReadableAtom<readonly SessionRow[]>
}

/** The four counters of the whole site. */
export function Counters({ store, $sessions, $waiting }: Props) {
  const statistics = useStore(store.$statistics)
  const waiting = useStore($waiting)
  const sessions = useStore($sessions)
  const now = useNow()
  /** Of what isn't all counted yet the number is the least that there are. */
  const atLeast = (name: string, count: number | undefined) =>
    count !== undefined && statistics?.atLeast.includes(name) ? `${count.toLocaleString()}+` : count
  const counters = [
    ['Active sessions', atLeast('sessions.active', statistics?.sessions.active)],
    ['Waiting', sessions === null ? undefined : waiting.length],
    ['Total messages', atLeast('messages.total', statistics?.messages.total)],
    ['Most recent activity', statistics && relativeTime(statistics.mostRecentActivity, now)],
  ] as const
  return (
    <dl class="counters" aria-label="Counters">
      {counters.map(([name, value]) => (
        <div key={name} data-urgent={name === 'Waiting' && value !== undefined && value !== 0}>
          <dt>{name}</dt>
          <dd>
            <LiveText>{typeof value === 'number' ? value.toLocaleString() : (value ?? '–')}</LiveText>
          </dd>
        </div>
      ))}
    </dl>
  )
}
