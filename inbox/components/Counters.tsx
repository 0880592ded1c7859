import { useStore } from '@nanostores/preact'
import { relativeTime } from '../relative-time.ts'
import type { Parts } from './parts.ts'
import { LiveText } from './LiveText.tsx'
import { useNow } from './use-now.ts'

/** The four counters of the whole site. */
export function Counters({ state }: Pick<Parts, 'state'>) {
  const stats = useStore(state.$stats)
  const waiting = useStore(state.$waiting)
  const sessions = useStore(state.$sessions)
  const now = useNow()
  /** Appwrite counts to 5,000: beyond that the number is the least that there are. */
  const atLeast = (name: string, count: number | undefined) =>
    count !== undefined && stats?.atLeast.includes(name) ? `${count.toLocaleString()}+` : count
  const counters = [
    ['Active sessions', atLeast('sessions.active', stats?.sessions.active)],
    // Of the rows themselves, which are there before the counters, and at once when somebody waits.
    ['Waiting', sessions === null ? undefined : waiting.length],
    ['Total messages', atLeast('messages.total', stats?.messages.total)],
    ['Most recent activity', stats && relativeTime(stats.mostRecentActivity, now)],
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
