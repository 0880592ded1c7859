import { refusalFor, nullOnStatus, type Connection } from './connection.ts'

/** The Appwrite users that visitors are signed in as. Every method throws `Refusal` when Appwrite can't be reached. */
export function visitorsRepository(connection: Connection) {
  return {
    /** Creates a user without name, e-mail address or password. */
    async create(userId: string): Promise<void> {
      await nullOnStatus([], connection.users.create({ userId }))
    },

    /** An account session for it: the secret works as `X-Appwrite-Session` and in Realtime's authentication frame. */
    async openAccountSession(userId: string): Promise<string> {
      try {
        return (await connection.users.createSession({ userId })).secret
      } catch (thrown) {
        throw refusalFor(thrown)
      }
    },

    /** The same for a user who may have been deleted: null then. */
    async openAccountSessionIfThere(userId: string): Promise<string | null> {
      return (await nullOnStatus([404], connection.users.createSession({ userId })))?.secret ?? null
    },

    async remove(userId: string): Promise<void> {
      await nullOnStatus([404], connection.users.delete({ userId }))
    },
  }
}
