import { audit } from './tables/audit.ts'
import { MESSAGES_TABLE_ID } from './tables/messages.ts'
import { SESSIONS_TABLE_ID } from './tables/sessions.ts'
import { TURNS_TABLE_ID } from './tables/turns.ts'

/** One Appwrite Function: who may run it, what its own key may do, how long, how often. */
export interface FunctionDefinition {
  readonly id: 'chat' | 'help' | 'bot' | 'admin' | 'upkeep'
  readonly name: string
  /** Bare roles, as Appwrite's `execute` takes them. */
  readonly execute: readonly string[]
  readonly scopes: readonly string[]
  /** The tables whose new rows start it. */
  readonly startedByRowsOf: readonly string[]
  /** Cron, in UTC; empty for none. */
  readonly schedule: string
  readonly timeoutSeconds: number
}

/** What is the same for all of them: one CommonJS bundle each, run as it is. */
export const functionRuntime = 'node-22'
export const functionEntrypoint = 'main.cjs'
/** Where the build puts a function's bundle. */
export function functionPath(id: FunctionDefinition['id']): string {
  return `dist/functions/${id}`
}

export const functions: readonly FunctionDefinition[] = [
  {
    id: 'chat',
    name: 'Chat',
    // Guests too: a visitor has no account before the first call makes one.
    execute: ['any'],
    scopes: [
      'users.read',
      'users.write',
      'sessions.write',
      'rows.read',
      'rows.write',
      'files.read',
      'files.write',
    ],
    startedByRowsOf: [],
    schedule: '',
    timeoutSeconds: 30,
  },
  {
    id: 'help',
    name: 'Help',
    // Guests too: who reads an article needs no account.
    execute: ['any'],
    scopes: ['rows.read'],
    startedByRowsOf: [],
    schedule: '',
    timeoutSeconds: 15,
  },
  {
    id: 'bot',
    name: 'Bot',
    // Nobody: the creation of a turn starts it.
    execute: [],
    scopes: ['rows.read', 'rows.write'],
    startedByRowsOf: [TURNS_TABLE_ID],
    schedule: '',
    timeoutSeconds: 30,
  },
  {
    id: 'admin',
    name: 'Admin API',
    // Open to all for Appwrite, because function domains run as a guest; the function itself checks the secret or a member's JWT.
    execute: ['any'],
    scopes: [
      'users.read',
      'users.write',
      'teams.read',
      'rows.read',
      'rows.write',
      'files.read',
      'files.write',
    ],
    startedByRowsOf: [],
    schedule: '',
    timeoutSeconds: 30,
  },
  {
    id: 'upkeep',
    name: 'Upkeep',
    execute: [],
    // To find agents who have left the team.
    scopes: [
      'users.read',
      'users.write',
      'teams.read',
      'rows.read',
      'rows.write',
      'files.read',
      'files.write',
    ],
    startedByRowsOf: [],
    schedule: '*/5 * * * *',
    timeoutSeconds: 60,
  },
]

/** The tables that tell all that happens: where there are webhooks, their new rows start `upkeep` too. */
export const HAPPENING_TABLES: readonly string[] = [SESSIONS_TABLE_ID, MESSAGES_TABLE_ID, audit.id]

/** Appwrite's names of the events that start a function. */
export function functionEvents(definition: FunctionDefinition, databaseId: string): readonly string[] {
  return definition.startedByRowsOf.map((table) => `databases.${databaseId}.tables.${table}.rows.*.create`)
}
