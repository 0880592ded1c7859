import type { Target } from '../client/http.ts'

/** The Appwrite project as the signed-in agent reaches it. */
export interface AgentConnection {
  readonly target: Target & { readonly credentials: 'include' }
  readonly databaseId: string
  /** The account session; null where the browser's own cookie proves it. */
  readonly secret: () => string | null
}
