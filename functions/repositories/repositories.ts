import { agentsRepository } from './agents.ts'
import { articleIndexRepository } from './article-index.ts'
import { articlesRepository } from './articles.ts'
import { attachmentsRepository } from './attachments.ts'
import { auditRepository } from './audit.ts'
import { cannedRepliesRepository } from './canned-replies.ts'
import { connect, type Access } from './connection.ts'
import { deliveriesRepository } from './deliveries.ts'
import { guardedWritesRepository } from './guarded-writes.ts'
import { limitsRepository } from './limits.ts'
import { logsRepository } from './logs.ts'
import { linksRepository } from './links.ts'
import { messagesRepository } from './messages.ts'
import { notesRepository } from './notes.ts'
import { restoredRowsRepository } from './restored-rows.ts'
import { sessionsRepository } from './sessions.ts'
import { settingsRepository } from './settings.ts'
import { statisticsRepository } from './statistics.ts'
import { suggestionsRepository } from './suggestions.ts'
import { tagsRepository } from './tags.ts'
import { turnsRepository } from './turns.ts'
import { upkeepRepository } from './upkeep.ts'
import { visitorsRepository } from './visitors.ts'

export type Repositories = ReturnType<typeof openRepositories>

/** All that use cases read and write, over one connection. Nothing is sent before the first call. */
export function openRepositories(access: Access) {
  const connection = connect(access)
  return {
    sessions: sessionsRepository(connection, access),
    messages: messagesRepository(connection),
    attachments: attachmentsRepository(connection, access),
    guardedWrites: guardedWritesRepository(connection),
    articles: articlesRepository(connection, access),
    articleIndex: articleIndexRepository(connection, access),
    settings: settingsRepository(connection),
    agents: agentsRepository(connection),
    visitors: visitorsRepository(connection),
    turns: turnsRepository(connection),
    audit: auditRepository(connection),
    suggestions: suggestionsRepository(connection),
    cannedReplies: cannedRepliesRepository(connection),
    notes: notesRepository(connection),
    tags: tagsRepository(connection),
    restoredRows: restoredRowsRepository(connection),
    logs: logsRepository(connection),
    deliveries: deliveriesRepository(connection, access),
    statistics: statisticsRepository(connection),
    upkeep: upkeepRepository(connection),
    limits: limitsRepository(connection),
    links: linksRepository(connection, access),
  }
}
