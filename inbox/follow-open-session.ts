import type { Features } from './features.ts'

/** What shows something of the open session. */
interface Follower {
  open(sessionId: string | null): Promise<void>
  catchUp(): Promise<void>
}

/**
 * Has it read what it shows when another session is opened and after a sign-in (whoever signs in again finds the same
 * session open), and catch up whenever the lists do.
 */
export function followOpenSession({ account, sessions, conversation }: Features, follower: Follower): void {
  const { $selectedId } = conversation.store
  $selectedId.subscribe((sessionId) => void follower.open(sessionId))
  account.store.$account.listen(({ kind }) => {
    if (kind === 'signed_in') void follower.open($selectedId.get())
  })
  sessions.store.$refreshedAt.listen(() => void follower.catchUp())
}
