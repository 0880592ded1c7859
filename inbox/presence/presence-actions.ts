import type { FeatureContext } from '../feature-context.ts'
import type { PresenceCalls } from './presence-calls.ts'
import type { Presence, PresenceStore } from './presence-store.ts'

export interface PresenceActions {
  /** Says once more that the agent is there, unless they are away: by this page or by another of theirs. */
  readonly beat: () => Promise<void>
  readonly choose: (presence: Presence) => Promise<void>
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

  context.onSignedOut(() => $presence.set(null))

  return {
    beat: async () => {
      const agent = context.agent()
      const made = choices
      if (agent === null) return
      await context.read(READ, async () => {
        const known = (await calls.read(agent.id)) ?? 'online'
        if (made !== choices) return
        if (known === 'online') await calls.say(known)
        if (made === choices && context.agent()?.id === agent.id) $presence.set(known)
      })
    },
    choose: async (presence) => {
      choices += 1
      const said = await context.act(async () => {
        await calls.say(presence)
        return true
      })
      if (said) $presence.set(presence)
    },
  }
}
