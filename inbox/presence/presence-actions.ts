import type { FeatureContext } from '../feature-context.ts'
import type { PresenceCalls } from './presence-calls.ts'
import type { Presence, PresenceStore } from './presence-store.ts'

export interface PresenceActions {
  /** Says once more that the agent is there, unless they are away: by this page or by another of theirs. */
  readonly beat: () => Promise<void>
  readonly choose: (presence: Presence) => Promise<void>
  /** The next beat brings the agent back, who has signed in just now. */
  readonly arrive: () => void
  /** The agent signs out: nobody waits until their last beat is too old. */
  readonly leave: () => Promise<void>
}

/** The name of its read. */
const READ = 'presence'

/** Whether the agent is there for visitors. */
export function createPresenceActions(
  store: PresenceStore,
  calls: PresenceCalls,
  context: FeatureContext,
): PresenceActions {
  const { $presence } = store
  /** Choices that were made: a beat that began before one says nothing any more. */
  let choices = 0
  let isArriving = false

  context.onSignedOut(() => {
    $presence.set(null)
    isArriving = false
  })

  async function choose(presence: Presence): Promise<void> {
    choices += 1
    const said = await context.act(async () => {
      await calls.say(presence)
      return true
    })
    if (said) $presence.set(presence)
  }

  return {
    beat: async () => {
      const agent = context.agent()
      const made = choices
      if (agent === null) return
      await context.read(READ, async () => {
        const known = isArriving ? 'online' : ((await calls.read(agent.id)) ?? 'online')
        if (made !== choices) return
        if (known === 'online') await calls.say(known)
        isArriving = false
        if (made === choices && context.agent()?.id === agent.id) $presence.set(known)
      })
    },
    choose,
    arrive: () => {
      isArriving = true
    },
    leave: async () => {
      if ($presence.get() === 'online') await choose('away')
    },
  }
}
