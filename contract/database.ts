import type { Table } from './table.ts'
import { agents } from './tables/agents.ts'
import { articleIndex } from './tables/article-index.ts'
import { articles } from './tables/articles.ts'
import { attachments } from './tables/attachments.ts'
import { audit } from './tables/audit.ts'
import { cannedReplies } from './tables/canned-replies.ts'
import { counters } from './tables/counters.ts'
import { deliveries } from './tables/deliveries.ts'
import { limits } from './tables/limits.ts'
import { links } from './tables/links.ts'
import { messages } from './tables/messages.ts'
import { notes } from './tables/notes.ts'
import { sessions } from './tables/sessions-table.ts'
import { settings } from './tables/settings.ts'
import { suggestions } from './tables/suggestions.ts'
import { tags } from './tables/tags.ts'
import { tallies } from './tables/tallies.ts'
import { turns } from './tables/turns.ts'
import { upkeep } from './tables/upkeep.ts'

/** The one database, unless `APPWRITE_DATABASE_ID` names another. */
export const DATABASE_ID = 'chat'

/** Every table of the product, in the order in which they are made. */
export const tables: readonly Table[] = [
  sessions,
  messages,
  attachments,
  turns,
  articles,
  suggestions,
  notes,
  tags,
  cannedReplies,
  articleIndex,
  settings,
  agents,
  audit,
  counters,
  tallies,
  deliveries,
  upkeep,
  limits,
  links,
]
