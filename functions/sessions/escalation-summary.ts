import * as sizes from '../../contract/session-sizes.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import { oneLine, wordsOf } from './preview.ts'

/** What the agent reads first: the visitor's last three questions, newest last. Null before the first one. */
export function summaryOf(recent: readonly MessageRow[]): string | null {
  const questions = recent.filter((message) => message.sender === 'user').map(wordsOf)
  if (questions.length === 0) return null
  const lines = questions.slice(-3).map((text) => `“${oneLine(text)}”`)
  const summary = Array.from(`The visitor wrote: ${lines.join(' ')}`)
  return summary.slice(0, sizes.escalationSummaryMax).join('')
}
