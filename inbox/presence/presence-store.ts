import { atom } from 'nanostores'
import type { PRESENCES } from '../../contract/tables/agents.ts'

export type Presence = (typeof PRESENCES)[number]
export type PresenceStore = ReturnType<typeof createPresenceStore>

export function createPresenceStore() {
  return {
    /** Whether the agent is there for visitors, by their own choice; null until that is known. */
    $presence: atom<Presence | null>(null),
  }
}
