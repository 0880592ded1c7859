import { DATABASE_ID } from '../../contract/database.ts'
import { isUserId } from '../../contract/appwrite-ids.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { FunctionContext } from './function-context.ts'
import { subscriberOf } from './subscriber-of.ts'

/** How an execution reaches Appwrite, and who started it. */
export interface Environment {
  readonly endpoint: string
  readonly projectId: string
  /** The execution's own key: it has the function's scopes and ends soon after its timeout. */
  readonly key: string
  readonly databaseId: string
  /** The account that Appwrite authenticated, or null for a guest, a key or a function domain. */
  readonly userId: string | null
  /** The caller's address, as Appwrite saw it, so far as it tells subscribers apart; null for events and schedules. Callers can't set it. */
  readonly clientIp: string | null
}

/** Throws `misconfigured` when Appwrite's own variables are missing. */
export function readEnvironment(
  headers: FunctionContext['req']['headers'],
  variables: Readonly<Record<string, string | undefined>>,
): Environment {
  const endpoint = variables['APPWRITE_FUNCTION_API_ENDPOINT']
  const projectId = variables['APPWRITE_FUNCTION_PROJECT_ID']
  const key = headers['x-appwrite-key']
  if (!endpoint || !projectId || !key) {
    throw new Refusal('misconfigured', {
      details: 'APPWRITE_FUNCTION_API_ENDPOINT, APPWRITE_FUNCTION_PROJECT_ID or x-appwrite-key is missing',
    })
  }
  const userId = headers['x-appwrite-user-id'] ?? ''
  return {
    endpoint,
    projectId,
    key,
    databaseId: variables['APPWRITE_DATABASE_ID'] || DATABASE_ID,
    // A caller's own header of this name would be joined with Appwrite's by a comma: no id looks like that.
    userId: isUserId(userId) ? userId : null,
    clientIp: subscriberOf(headers['x-appwrite-client-ip'] ?? '') || null,
  }
}
