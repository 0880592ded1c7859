import type { Table } from './table.ts'
import { agents } from './tables/agents.ts'
import { articleIndex } from './tables/article-index.ts'
import { articles } from './tables/articles.ts'
import { audit } from './tables/audit.ts'
import { limits } from './tables/limits.ts'
import { messages } from './tables/messages.ts'
import { sessions } from './tables/sessions.ts'
import { settings } from './tables/settings.ts'
import { turns } from './tables/turns.ts'
import { upkeep } from './tables/upkeep.ts'

/** The one database, unless `APPWRITE_DATABASE_ID` names another. */
export const DATABASE_ID = 'chat'

/** Every table of the product, in the order in which they are made. */
export const tables: readonly Table[] = [
  sessions,
  messages,
  turns,
  articles,
  articleIndex,
  settings,
  agents,
  audit,
  upkeep,
  limits,
]

/** The Appwrite team whose members answer visitors and use the inbox. */
export const AGENTS_TEAM_ID = 'agents'
