import { groupQuestions } from '../../contract/group-questions.ts'
import { questionIdOf } from '../../contract/ids.ts'
import type { Repositories } from '../repositories/repositories.ts'

/**
 * A question that the bot didn't answer, that is in another language than the articles, or that it answered so that it
 * didn't help.
 */
export interface Unanswered {
  readonly text: string
  readonly sessionId: string
  readonly messageId: string
  readonly askedAt: string
  readonly why: 'unknown' | 'other_language' | 'not_helpful'
}

export interface Gap {
  /** The newest of the questions. */
  readonly question: string
  readonly count: number
  readonly lastAskedAt: string
  /** The newest first. */
  readonly asked: readonly Unanswered[]
}

/**
 * What the articles should answer and don't: questions that the bot had no answer to, that are in another language, or
 * whose answer the visitor found not helpful, grouped by their words, the most asked first.
 *
 * @param limit of each kind the newest so many are read
 */
export async function findGaps({ messages }: Repositories, since: string, limit: number): Promise<Gap[]> {
  const [unknown, otherLanguage, unhelpful] = await Promise.all([
    messages.answersOfKind('unknown', since, limit),
    messages.answersOfKind('other_language', since, limit),
    messages.answersFound('down', since, limit),
  ])
  const why = new Map<string, Unanswered['why']>([
    ...unknown.map(({ $id }) => [questionIdOf($id), 'unknown'] as const),
    ...otherLanguage.map(({ $id }) => [questionIdOf($id), 'other_language'] as const),
    ...unhelpful.map(({ $id }) => [questionIdOf($id), 'not_helpful'] as const),
  ])
  const asked = (await messages.withIds([...why.keys()])).flatMap((question) => {
    const { $id: messageId, sessionId, text, $createdAt: askedAt } = question
    const reason = why.get(messageId)
    return text && reason ? [{ text, sessionId, messageId, askedAt, why: reason }] : []
  })
  asked.sort((one, other) => other.askedAt.localeCompare(one.askedAt))
  return groupQuestions(asked).flatMap((group) => {
    const [newest] = group
    if (newest === undefined) return []
    return [{ question: newest.text, count: group.length, lastAskedAt: newest.askedAt, asked: group }]
  })
}
