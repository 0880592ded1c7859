/**
 * The operator's API, as far as a browser may load it: its paths, and the types of its responses. Their schemas are in
 * `admin-answers.ts`, those of requests in `admin-requests.ts`; `admin-routes.ts` lists what each route takes and returns.
 */
import type * as answers from './admin-answers.ts'

export type SessionListAnswer = answers.SessionListAnswer
export type SessionDetailAnswer = answers.SessionDetailAnswer
export type TranscriptAnswer = answers.TranscriptAnswer
export type SessionChangedAnswer = answers.SessionChangedAnswer
export type ReplyAnswer = answers.ReplyAnswer
export type StatsAnswer = answers.StatsAnswer
export type CleanupAnswer = answers.CleanupAnswer
export type EraseAnswer = answers.EraseAnswer
export type RemovedAnswer = answers.RemovedAnswer
export type AgentsAnswer = answers.AgentsAnswer
export type PresenceAnswer = answers.PresenceAnswer
export type MeAnswer = answers.MeAnswer
export type HealthAnswer = answers.HealthAnswer
export type SuggestionAnswer = answers.SuggestionAnswer
export type SuggestionsAnswer = answers.SuggestionsAnswer
export type SettingsAnswer = answers.SettingsAnswer
export type ArticleListAnswer = answers.ArticleListAnswer
export type ArticleGoneAnswer = answers.ArticleGoneAnswer
export type SuggestionGoneAnswer = answers.SuggestionGoneAnswer
export type ArticleAnswer = answers.ArticleAnswer
export type NoteAnswer = answers.NoteAnswer
export type NotesAnswer = answers.NotesAnswer
export type NoteGoneAnswer = answers.NoteGoneAnswer
export type TagsChangedAnswer = answers.TagsChangedAnswer
export type TagsAnswer = answers.TagsAnswer
export type GapsAnswer = answers.GapsAnswer

/** Paths of the function `admin`; ids need no escaping. */
export const adminPaths = {
  me: '/admin/me',
  health: '/admin/health',
  stats: '/admin/stats',
  agents: '/admin/agents',
  sessions: '/admin/sessions',
  session: <Id extends string>(sessionId: Id) => `/admin/sessions/${sessionId}` as const,
  messages: <Id extends string>(sessionId: Id) => `/admin/sessions/${sessionId}/messages` as const,
  notes: <Id extends string>(sessionId: Id) => `/admin/sessions/${sessionId}/notes` as const,
  note: <Id extends string, NoteId extends string>(sessionId: Id, noteId: NoteId) =>
    `/admin/sessions/${sessionId}/notes/${noteId}` as const,
  suggest: <Id extends string, MessageId extends string>(sessionId: Id, messageId: MessageId) =>
    `/admin/sessions/${sessionId}/messages/${messageId}/suggestion` as const,
  assign: <Id extends string>(sessionId: Id) => `/admin/sessions/${sessionId}/assign` as const,
  release: <Id extends string>(sessionId: Id) => `/admin/sessions/${sessionId}/release` as const,
  returnToBot: <Id extends string>(sessionId: Id) => `/admin/sessions/${sessionId}/return-to-bot` as const,
  close: <Id extends string>(sessionId: Id) => `/admin/sessions/${sessionId}/close` as const,
  reopen: <Id extends string>(sessionId: Id) => `/admin/sessions/${sessionId}/reopen` as const,
} as const
