import { useStore } from '@nanostores/preact'
import { relativeTime } from '../relative-time.ts'
import type { Parts } from './parts.ts'
import { useNow } from './use-now.ts'

/** The four counters of the whole site. */
export function Counters({ state }: Pick<Parts, 'state'>) {
  const stats = useStore(state.$stats)
  const now = useNow()
  const counters = [
    ['Active sessions', stats?.sessions.active],
    ['Waiting', stats?.sessions.waiting],
    ['Total messages', stats?.messages.total],
    ['Most recent activity', stats && relativeTime(stats.mostRecentActivity, now)],
  ] as const
  return (
    <dl class="counters" aria-label="Counters">
      {counters.map(([name, value]) => (
        <div key={name} data-urgent={name === 'Waiting' && value !== undefined && value !== 0}>
          <dt>{name}</dt>
          <dd>{typeof value === 'number' ? value.toLocaleString() : (value ?? '–')}</dd>
        </div>
      ))}
    </dl>
  )
}
