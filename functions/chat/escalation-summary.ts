import * as limits from '../../contract/limits.ts'
import type { Repositories } from '../repositories/repositories.ts'

/** What the agent reads first: the visitor's last questions, newest last. Null before the first one. */
export async function summarise(repositories: Repositories, sessionId: string): Promise<string | null> {
  const recent = await repositories.messages.newest(sessionId, limits.memoryWindow)
  const questions = recent.filter((message) => message.sender === 'user').map((message) => message.text ?? '')
  if (questions.length === 0) return null
  const lines = questions.slice(-3).map((text) => `“${text.replace(/\s+/g, ' ').trim()}”`)
  const summary = Array.from(`The visitor wrote: ${lines.join(' ')}`)
  return summary.slice(0, limits.escalationSummaryMax).join('')
}
