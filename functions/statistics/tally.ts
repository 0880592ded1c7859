import type { SessionState } from '../../contract/session-state.ts'
import type { TallyRow, TallyValues } from '../../contract/tables/tallies.ts'
import { readNumbersBy, writeNumbersBy, type NumbersBy } from './numbers.ts'

/** What the statistics have counted of one session. */
export interface Tally {
  /** The session as it was counted last; null while its row was not looked at. */
  readonly stock: {
    readonly state: SessionState
    readonly messages: number
    readonly agentId: string | null
  } | null
  readonly hours: NumbersBy
  readonly agents: NumbersBy
  /** Since when a person is asked for and none has replied, ISO 8601. */
  readonly askedAt: string | null
  /** Since when it is with people, ISO 8601. */
  readonly withPeopleSince: string | null
}

export const NO_TALLY: Tally = {
  stock: null,
  hours: new Map(),
  agents: new Map(),
  askedAt: null,
  withPeopleSince: null,
}

export function tallyOf(row: TallyRow): Tally {
  const { state, messages, agentId, hours, agents, askedAt, withPeopleSince } = row
  return {
    stock: state === null ? null : { state, messages, agentId },
    hours: readNumbersBy(hours),
    agents: readNumbersBy(agents),
    askedAt,
    withPeopleSince,
  }
}

export function valuesOf({ stock, hours, agents, askedAt, withPeopleSince }: Tally): TallyValues {
  return {
    state: stock?.state ?? null,
    messages: stock?.messages ?? 0,
    agentId: stock?.agentId ?? null,
    hours: writeNumbersBy(hours),
    agents: writeNumbersBy(agents),
    askedAt,
    withPeopleSince,
  }
}
