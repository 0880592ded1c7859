import type { MessageRow, Source } from '../../contract/tables/messages.ts'
import type { ArticleIndex, Passage } from './article-index.ts'
import { botTexts } from './bot-texts.ts'
import { readablePart, readIntent } from './question-intent.ts'

/** What the bot does about the visitor's messages. */
export type Reply =
  | { readonly kind: 'answer'; readonly text: string; readonly source: Source | null }
  | { readonly kind: 'hand_over' }

/**
 * Chooses the bot's reply to unanswered messages: several at once get one reply, to the newest that asks
 * something.
 *
 * @param asked at least one, oldest first
 * @param before earlier messages, oldest first
 * @param articles the index, built only when a question needs it
 */
export async function composeReply(
  asked: readonly MessageRow[],
  before: readonly MessageRow[],
  articles: () => Promise<ArticleIndex>,
): Promise<Reply> {
  const offer = before.findLast((message) => message.sender === 'bot')?.text ?? null
  const read = asked.map((message) => {
    const text = readablePart(message.text ?? '')
    return { text, intent: readIntent(text, offer) }
  })
  if (read.some(({ intent }) => intent === 'person')) return { kind: 'hand_over' }
  const questions = read.filter(({ intent }) => intent === 'question').map(({ text }) => text)
  const newest = questions.at(-1)
  if (newest === undefined) {
    const text = read.at(-1)?.intent === 'thanks' ? botTexts.thanks : botTexts.greeting
    return { kind: 'answer', text, source: null }
  }
  const passage = findPassage(await articles(), questions, before)
  return { kind: 'answer', text: passage?.text ?? botTexts.unknown, source: passage?.source ?? null }
}

/** A question that finds nothing by itself may continue the one before ("and to Norway?"), or be spread over several. */
function findPassage(
  index: ArticleIndex,
  questions: readonly string[],
  before: readonly MessageRow[],
): Passage | null {
  const newest = questions.at(-1) ?? ''
  const alone = index.find(newest)
  if (alone !== null) return alone
  if (questions.length > 1) return index.find(questions.join(' '))
  const previous = before.findLast((message) => message.sender === 'user')?.text
  const isFollowUp = /^\W*(?:and|what about|how about|also|but|or)\b/i.test(newest)
  return previous && isFollowUp ? index.find(`${readablePart(previous)} ${newest}`) : null
}
