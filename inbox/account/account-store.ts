import { atom } from 'nanostores'
import type { Agent } from '../agent.ts'

/** Whether somebody is signed in. */
export type AccountState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'signed_out'; readonly problem: string | null }
  | {
      readonly kind: 'signed_in'
      readonly agent: Agent
      /** Signed in just now, rather than by the account session of an earlier visit. */
      readonly isFresh: boolean
    }

export type AccountStore = ReturnType<typeof createAccountStore>

export function createAccountStore() {
  return {
    $account: atom<AccountState>({ kind: 'opening' }),
    $isSigningIn: atom(false),
    /** Whose drafts the page holds: they outlive an account session that ended by itself, but no sign-out. */
    $ownerId: atom<string | null>(null),
    /** The problem that is shown, in a sentence. */
    $problem: atom<string | null>(null),
    /** False while what the page reads by itself gets no answer. */
    $isReached: atom(true),
  }
}
