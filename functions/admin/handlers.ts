import type { adminAnswers, adminRoutes } from '../../contract/admin-routes.ts'
import type { Handlers } from '../platform/handlers.ts'
import type { AdminCall } from './admin-call.ts'
import { listSessions, readSession, readTranscript } from './read-sessions.ts'
import { readOpenApi } from './read-openapi.ts'
import { keepPresence } from './keep-presence.ts'
import { readStats } from './read-stats.ts'
import { readHealth } from './health.ts'
import { readMetrics } from './read-metrics.ts'
import { listAgents, readSelf } from './read-self.ts'
import { cleanUp, clearSession, deleteSession } from './remove-sessions.ts'
import { replyToSession } from './reply.ts'
import { addNote, listNotes, removeNote } from './notes.ts'
import { addTag, listTags, removeTag } from './tags.ts'
import { eraseVisitor } from './erase-visitor.ts'
import { listArticles, putArticle, readArticle, removeArticle } from './articles.ts'
import { changeSettings, readSettings } from './settings.ts'
import { readGaps } from './read-gaps.ts'
import { approveSuggestion, listSuggestions, rejectSuggestion, suggestArticle } from './suggest-article.ts'
import { markSeen } from './mark-seen.ts'
import { joinSession, leaveSession } from './take-part.ts'
import { assignSession, changeState } from './change-state.ts'

/** What the function `admin` does for each of its routes. */
export const adminHandlers: Handlers<typeof adminRoutes, typeof adminAnswers, AdminCall> = {
  openapi: readOpenApi,
  health: readHealth,
  metrics: readMetrics,
  me: readSelf,
  agents: listAgents,
  presence: (call, { body }) => keepPresence(call, body),
  stats: readStats,
  cleanup: (call, { body }) => cleanUp(call, body),
  erase: (call, { body }) => eraseVisitor(call, body),
  sessions: (call, { query }) => listSessions(call, query),
  session: (call, { params }) => readSession(call, params.id),
  remove: (call, { params }) => deleteSession(call, params.id),
  transcript: (call, { params, query }) => readTranscript(call, params.id, query),
  reply: (call, { params, body }) => replyToSession(call, params.id, body),
  upload: async (call, { params, body }) => {
    const { uploadAttachment } = await import('./upload-attachment.ts')
    return uploadAttachment(call, params, body)
  },
  notes: (call, { params }) => listNotes(call, params.id),
  addNote: (call, { params, body }) => addNote(call, params.id, body),
  removeNote: (call, { params }) => removeNote(call, params.id, params.noteId),
  tags: listTags,
  addTag: (call, { params }) => addTag(call, params.id, params.tag),
  removeTag: (call, { params }) => removeTag(call, params.id, params.tag),
  gaps: (call, { query }) => readGaps(call, query),
  settings: readSettings,
  changeSettings: (call, { body }) => changeSettings(call, body),
  articles: (call, { query }) => listArticles(call, query),
  article: (call, { params }) => readArticle(call, params.id),
  putArticle: (call, { params, body }) => putArticle(call, params.id, body),
  removeArticle: (call, { params }) => removeArticle(call, params.id),
  suggest: (call, { params }) => suggestArticle(call, params.id, params.messageId),
  suggestions: listSuggestions,
  approve: (call, { params, body }) => approveSuggestion(call, params.id, body),
  reject: (call, { params }) => rejectSuggestion(call, params.id),
  clear: (call, { params }) => clearSession(call, params.id),
  assign: (call, { params, body }) => assignSession(call, params.id, body),
  join: (call, { params, body }) => joinSession(call, params.id, body),
  seen: (call, { params, body }) => markSeen(call, params.id, body),
  leave: (call, { params, body }) => leaveSession(call, params.id, body),
  release: (call, { params }) => changeState(call, params.id, 'release'),
  returnToBot: (call, { params }) => changeState(call, params.id, 'return_to_bot'),
  close: (call, { params }) => changeState(call, params.id, 'close'),
  reopen: (call, { params }) => changeState(call, params.id, 'reopen'),
}
