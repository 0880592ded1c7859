import { isRecord } from '../../contract/is-record.ts'

/** What is wrong between a script and its Appwrite, in a sentence with what to do. */
export interface AppwriteFault {
  readonly kind: 'key' | 'other'
  readonly message: string
}

/** Errors of Appwrite for a key without permission. */
const KEY_TYPES: ReadonlySet<string> = new Set([
  'user_unauthorized',
  'general_unauthorized_scope',
  'api_key_expired',
  'project_key_expired',
])

/**
 * Looks for Appwrite's own refusal among an error and its causes, and returns which part of the connection is wrong:
 * key, scope, project, database or address. Null when it is something else.
 */
export function explainAppwrite(thrown: unknown): AppwriteFault | null {
  const refusal = appwriteRefusal(thrown)
  if (refusal === null) return null
  const { code, type, message } = refusal
  if (KEY_TYPES.has(type)) {
    const scopes = /missing scopes? \(?\[?(["\w.,\s-]+)\]?\)?/i.exec(message)?.[1]
    return {
      kind: 'key',
      message:
        scopes === undefined
          ? 'The API key is wrong or has expired. Check APPWRITE_API_KEY.'
          : `The API key lacks a scope: ${scopes.replace(/["\s]/g, '').replace(/,/g, ', ')}. Give it to the key in the console; docs/deploying.md lists all.`,
    }
  }
  if (type === 'project_not_found' || type === 'general_access_forbidden') {
    return other(
      'There is no such project at this endpoint. Check APPWRITE_PROJECT_ID and APPWRITE_ENDPOINT.',
    )
  }
  if (type === 'database_not_found') {
    return other(
      'The project has no such database. Run "npm run deploy", or check APPWRITE_DATABASE_ID (chat, unless it is set).',
    )
  }
  if (type === 'table_not_found' || type === 'collection_not_found' || type === 'function_not_found') {
    return other('The project lacks a part of the chat. Run "npm run deploy".')
  }
  if (type === 'general_route_not_found' || (type === '' && code >= 300 && code < 500)) {
    return other('What answers at APPWRITE_ENDPOINT is no Appwrite API. Does the address end in /v1?')
  }
  return null
}

function other(message: string): AppwriteFault {
  return { kind: 'other', message }
}

function appwriteRefusal(
  thrown: unknown,
): { readonly code: number; readonly type: string; readonly message: string } | null {
  let error = thrown
  while (error instanceof Error) {
    const fields: unknown = error
    if (error.name === 'AppwriteException' && isRecord(fields)) {
      const { code, type } = fields
      return {
        code: typeof code === 'number' ? code : 0,
        type: typeof type === 'string' ? type : '',
        message: error.message,
      }
    }
    error = error.cause
  }
  return null
}
