import { atom } from 'nanostores'

/** What no list shows of the open session: who works on it beside the one who holds it, what its visitor says, has seen, and is. */
export interface Handoff {
  readonly sessionId: string
  /** Ids of agents. */
  readonly participants: readonly string[]
  /** Stars, from 1 to 5; null while it isn't rated. */
  readonly rating: number | null
  readonly ratingComment: string | null
  /** `$sequence` of the newest message that the visitor has seen, and of the newest that went to them by mail. */
  readonly visitorSeenSequence: number
  readonly mailedSequence: number
  /** Of the newest message of the visitor that an agent has seen. */
  readonly agentSeenSequence: number
  /** Who the site's own server says the visitor is. */
  readonly verifiedId: string | null
  readonly verifiedEmail: string | null
}

/** A handover that is being written. */
export interface GiveDraft {
  /** A user id; empty while nobody is chosen. */
  readonly to: string
  readonly note: string
}

/** Somebody to whom a session can be given. */
export interface Colleague {
  readonly id: string
  readonly name: string
  readonly isPresent: boolean
}

export type HandoffStore = ReturnType<typeof createHandoffStore>

export function createHandoffStore() {
  return {
    /** Null while no session is open, or nothing is known of it. */
    $handoff: atom<Handoff | null>(null),
    /** As they were read last; null until then. */
    $colleagues: atom<readonly Colleague[] | null>(null),
    /** By session, so that they outlive what others do with it meanwhile. */
    $giveDrafts: atom<Readonly<Record<string, GiveDraft>>>({}),
    /** While something of it is under way. */
    $isBusy: atom(false),
  }
}
