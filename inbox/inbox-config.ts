import { isRecord } from '../contract/is-record.ts'

/** Which Appwrite project the inbox works on. */
export interface InboxConfig {
  readonly endpoint: string
  readonly projectId: string
  readonly databaseId: string
}

/** Reads `config.json` beside the page. Throws an Error with what to do when it is missing or not right. */
export async function readInboxConfig(): Promise<InboxConfig> {
  const response = await fetch(new URL('config.json', document.baseURI))
  const value: unknown = response.ok ? await response.json() : null
  if (
    !isRecord(value) ||
    typeof value['endpoint'] !== 'string' ||
    typeof value['projectId'] !== 'string' ||
    typeof value['databaseId'] !== 'string'
  ) {
    throw new Error(
      'config.json beside this page must hold endpoint, projectId and databaseId. See docs/deploying.md.',
    )
  }
  return { endpoint: value['endpoint'], projectId: value['projectId'], databaseId: value['databaseId'] }
}
