import * as limits from './limits.ts'
import type { AgentRow } from './tables/agents.ts'

/** From when on an agent's inbox must have been heard of, for the agent to be there at a moment. ISO 8601 in UTC. */
export function presentSince(now: Date): string {
  return new Date(now.getTime() - limits.presenceSeconds * 1000).toISOString()
}

/** Whether an agent is there: by their own word, and only while their inbox keeps saying so. */
export function isPresent({ presence, seenAt }: Pick<AgentRow, 'presence' | 'seenAt'>, now: Date): boolean {
  return presence === 'online' && seenAt !== null && Date.parse(seenAt) > Date.parse(presentSince(now))
}
