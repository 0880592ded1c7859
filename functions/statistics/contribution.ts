import { dayOf, type NumberName } from '../../contract/statistics.ts'
import { SITE, type CounterPlace } from '../repositories/statistics.ts'
import { sumOfAll, type Numbers, type NumbersBy } from './numbers.ts'
import type { Tally } from './tally.ts'

/** Where statistics are kept by hour, and by day: so long. */
const HOURS_KEPT_MS = 8 * 24 * 3_600_000
const DAYS_KEPT_MS = 400 * 24 * 3_600_000

/** From which hour and which day on there are counters. */
export interface Kept {
  readonly hour: string
  readonly day: string
}

export function keptAt(now: Date): Kept {
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString()
  return { hour: dayOf(before(HOURS_KEPT_MS)), day: dayOf(before(DAYS_KEPT_MS)) }
}

/** Which counter a number is in, as a text: the site's has no more than its kind. */
export function keyOf({ kind, of }: CounterPlace): string {
  return `${kind} ${of}`
}

export function placeOf(key: string): CounterPlace {
  const [name, of = ''] = key.split(' ')
  const kind = KINDS_OF_MANY.find((one) => one === name)
  return kind === undefined ? SITE : { kind, of }
}

const KINDS_OF_MANY = ['day', 'hour', 'agent'] as const

/** What a session adds to the counters as long as it is there. */
export function presentIn({ stock }: Tally): NumbersBy {
  if (stock === null) return new Map()
  const { state, messages, agentId } = stock
  const site = new Map<NumberName, number>([
    ['sessions', 1],
    [state, 1],
  ])
  if (messages > 0) site.set('messages', messages)
  else site.set('empty', 1)
  const all = new Map<string, Numbers>([[keyOf(SITE), site]])
  if (agentId !== null) all.set(keyOf({ kind: 'agent', of: agentId }), new Map([['open', 1]]))
  return all
}

/** What has happened in it, which stays when it is deleted. */
export function happenedIn({ hours, agents }: Tally, kept: Kept): NumbersBy {
  let all: NumbersBy = new Map()
  const add = (place: CounterPlace, numbers: Numbers) => {
    all = sumOfAll(all, new Map([[keyOf(place), numbers]]))
  }
  for (const [hour, numbers] of hours) {
    if (hour >= kept.hour) add({ kind: 'hour', of: hour }, numbers)
    if (dayOf(hour) >= kept.day) add({ kind: 'day', of: dayOf(hour) }, numbers)
  }
  for (const [agentId, numbers] of agents) add({ kind: 'agent', of: agentId }, numbers)
  return all
}

/** All that a session counts for. */
export function contributionOf(tally: Tally, kept: Kept): NumbersBy {
  return sumOfAll(presentIn(tally), happenedIn(tally, kept))
}
