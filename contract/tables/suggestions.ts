import * as limits from '../limits.ts'
import type { Columns, Row, Table, Values } from '../table.ts'

export const suggestionColumns = {
  corpus: { type: 'string', size: limits.corpusNameMax, required: true },
  title: { type: 'string', size: limits.articleTitleMax, required: true },
  body: { type: 'string', size: limits.articleBodyMax, required: true },
  /** What the visitor had asked. */
  questions: { type: 'string', size: limits.articleQuestionMax, array: true },
  sessionId: { type: 'string', size: 36 },
  /** The agent who replied. */
  agentName: { type: 'string', size: limits.authorNameMax },
} as const satisfies Columns

/** Articles that agents made of their replies, until a person approves them: the bot doesn't know these. */
export const suggestions = {
  id: 'suggestions',
  name: 'Suggested articles',
  permissions: ['read("team:agents")'],
  rowSecurity: false,
  columns: suggestionColumns,
  indexes: [{ key: 'by_session', type: 'key', columns: ['sessionId'], orders: ['ASC'] }],
} as const satisfies Table<typeof suggestionColumns>

export type SuggestionRow = Row<typeof suggestionColumns>
export type SuggestionValues = Values<typeof suggestionColumns>
