import { apiPage } from './api-page.ts'
import { appwriteConfig } from './appwrite-config.ts'
import { mcpTools } from './mcp-tools.ts'
import { adminApi, chatApi, helpApi, openApiOf } from './openapi.ts'

/** A file that follows from `contract/`. */
export interface GeneratedFile {
  /** From the root. */
  readonly path: string
  /** What it has to be, given what it is: people write in some of them, around what is generated. */
  readonly text: (present: string) => string
}

export const generatedFiles: readonly GeneratedFile[] = [
  { path: 'appwrite.json', text: () => json(appwriteConfig()) },
  { path: 'docs/chat-openapi.json', text: () => json(openApiOf(chatApi)) },
  { path: 'docs/help-openapi.json', text: () => json(openApiOf(helpApi)) },
  { path: 'docs/admin-openapi.json', text: () => json(openApiOf(adminApi)) },
  { path: 'docs/mcp-tools.json', text: () => json(mcpTools()) },
  { path: 'docs/api.md', text: apiPage },
]

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
