import { ModelError } from './rows.ts'

export interface ModelAgent {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Users, their account sessions, and the one team. */
export function createModelPeople(agents: readonly ModelAgent[], newId: () => string) {
  const users = new Set(agents.map(({ userId }) => userId))
  const secrets = new Map<string, string>()

  function open(userId: string): string {
    if (!users.has(userId)) throw new ModelError(404, 'user_not_found')
    const secret = `secret_${newId()}`
    secrets.set(secret, userId)
    return secret
  }

  return {
    create(userId: string): void {
      if (users.has(userId)) throw new ModelError(409, 'user_already_exists')
      users.add(userId)
    },
    open,
    signIn(email: string, password: string): { readonly secret: string; readonly userId: string } {
      const agent = agents.find((one) => one.email === email && one.password === password)
      if (agent === undefined) throw new ModelError(401, 'user_invalid_credentials')
      return { secret: open(agent.userId), userId: agent.userId }
    },
    signOut(secret: string): void {
      secrets.delete(secret)
    },
    remove(userId: string): void {
      if (!users.delete(userId)) throw new ModelError(404, 'user_not_found')
      for (const [secret, owner] of secrets) if (owner === userId) secrets.delete(secret)
    },
    /** Whose account session it is, or null. */
    userOf: (secret: string): string | null => secrets.get(secret) ?? null,
    agent: (userId: string): ModelAgent | null => agents.find((one) => one.userId === userId) ?? null,
    agents,
    users: (): ReadonlySet<string> => users,
  }
}

export type ModelPeople = ReturnType<typeof createModelPeople>
