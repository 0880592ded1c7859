import * as fc from 'fast-check'
import { CALM, type FaultRates } from './faults.ts'

/** What people and the world do, in order. Where an action can't be done right then, nothing happens. */
export type Action =
  /** The visitor writes: one message, or several in a row. `browser` and `tab` count from 0 and wrap around. */
  | { readonly kind: 'say'; readonly browser: number; readonly tab: number; readonly count: number }
  | { readonly kind: 'open_tab' | 'kill_tab' | 'reload'; readonly browser: number; readonly tab: number }
  | {
      readonly kind: 'ask_for_person' | 'close' | 'new_chat' | 'clear'
      readonly browser: number
      readonly tab: number
    }
  | { readonly kind: 'offline' | 'online'; readonly browser: number }
  /** `agent` counts from 0 and wraps around; the session is one that is in the agent's list. */
  | {
      readonly kind: 'claim' | 'reply' | 'return_to_bot' | 'release' | 'close_session' | 'reopen'
      readonly agent: number
      readonly session: number
    }
  /** All agents claim one session at the same instant. */
  | { readonly kind: 'rush'; readonly session: number }
  | { readonly kind: 'cut_sockets' | 'mute_sockets' | 'kill_functions' | 'run_upkeep' }

export interface Step {
  /** How long after the step before, in milliseconds. */
  readonly afterMs: number
  readonly action: Action
}

/** A world: everything that happens in it follows from this. */
export interface Plan {
  readonly seed: number
  readonly rates: FaultRates
  readonly createOn: 'open' | 'first_message'
  /** The site's limit; 0: none. */
  readonly messagesPerMinute: number
  readonly steps: readonly Step[]
}

const index = fc.nat({ max: 3 })
const rate = (high: number) => fc.constantFrom(0, 0, high / 4, high)

const rates: fc.Arbitrary<FaultRates> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(CALM) },
  {
    weight: 4,
    arbitrary: fc.record({
      requestLost: rate(0.1),
      answerLost: rate(0.1),
      refused: rate(0.1),
      socketCut: rate(0.05),
      socketMute: rate(0.05),
      eventDropped: rate(0.3),
      eventDoubled: rate(0.2),
      eventLate: rate(0.2),
      functionKilled: rate(0.03),
      triggerLost: rate(0.1),
      rowLate: rate(0.3),
    }),
  },
)

const inTab = { browser: index, tab: index }
const byAgent = { agent: index, session: index }
const action: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      ...inTab,
      count: fc.constantFrom(1, 1, 1, 2, 3),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom('open_tab' as const, 'kill_tab' as const, 'reload' as const),
      ...inTab,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'ask_for_person' as const,
        'close' as const,
        'new_chat' as const,
        'clear' as const,
        'clear' as const,
      ),
      ...inTab,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('offline' as const, 'online' as const), browser: index }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'claim' as const,
        'claim' as const,
        'reply' as const,
        'reply' as const,
        'return_to_bot' as const,
        'release' as const,
        'close_session' as const,
        'reopen' as const,
      ),
      ...byAgent,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rush' as const), session: index }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'cut_sockets' as const,
        'mute_sockets' as const,
        'kill_functions' as const,
        'kill_functions' as const,
        'run_upkeep' as const,
      ),
    }),
  },
)

/** Moments that follow at once, as people write, and after a while. */
const pause = fc.oneof(
  { weight: 3, arbitrary: fc.nat({ max: 60 }) },
  { weight: 4, arbitrary: fc.nat({ max: 3000 }) },
  { weight: 2, arbitrary: fc.nat({ max: 15_000 }) },
  { weight: 1, arbitrary: fc.nat({ max: 90_000 }) },
)

export const plans: fc.Arbitrary<Plan> = fc.record({
  seed: fc.nat(),
  rates,
  createOn: fc.constantFrom('open' as const, 'first_message' as const),
  messagesPerMinute: fc.constantFrom(0, 0, 10),
  steps: fc.array(fc.record({ afterMs: pause, action }), { minLength: 3, maxLength: 30, size: 'max' }),
})
