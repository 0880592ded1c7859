import type { AnswerKind, MessageRow, Source } from '../../contract/tables/messages.ts'
import type { FindInArticles } from './articles/finding.ts'
import { readablePart, readIntent } from './intents/question-intent.ts'
import { detectLanguage } from './language/detect-language.ts'
import { languageOf } from './language/languages.ts'
import { botTexts } from './locales/bot-texts.ts'

/** What the bot does about the visitor's messages. */
export type Reply =
  | {
      readonly kind: 'answer'
      readonly answerKind: AnswerKind
      readonly text: string
      readonly sources: readonly Source[]
    }
  | { readonly kind: 'hand_over' }

/** What a reply is composed from. Messages are in order, oldest first. */
export interface Asked {
  /** The messages that nobody has answered, at least one. */
  readonly asked: readonly MessageRow[]
  readonly before: readonly MessageRow[]
  /** The session's. */
  readonly locale: string | null
}

/**
 * Chooses the bot's reply to unanswered messages: several at once get one reply, to the newest that asks
 * something.
 */
export async function composeReply({ asked, before, locale }: Asked, find: FindInArticles): Promise<Reply> {
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
    return { kind: 'answer', answerKind: 'small_talk', text, sources: [] }
  }
  const language = detectLanguage(
    read.map(({ text }) => text),
    languageOf(locale) ?? 'en',
  )
  const previous = before.findLast((message) => message.sender === 'user')?.text
  const found = await find({
    // A question may be spread over several messages.
    text: questions.join('\n'),
    language,
    before: previous ? readablePart(previous) : null,
  })
  switch (found.kind) {
    case 'quote':
      return {
        kind: 'answer',
        answerKind: 'quote',
        text: found.passages.join('\n\n'),
        sources: [found.source],
      }
    case 'choices':
    case 'nothing':
      return { kind: 'answer', answerKind: 'unknown', text: botTexts.unknown, sources: [] }
  }
}
