import { withChoices } from '../../contract/choices-text.ts'
import type { AnswerKind, MessageRow, Source } from '../../contract/tables/messages.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { FindInArticles, Finding, Question } from '../articles/finding.ts'
import type { Intent } from './intents/intents.ts'
import { readIntent } from './intents/read-intent.ts'
import { isWordless } from './intents/wordless.ts'
import { detectLanguage } from '../language/detect-language.ts'
import { languageOf, type Language } from '../language/languages.ts'
import { languageNames } from './locales/language-names.ts'
import { rewordedTexts } from './locales/reworded-texts.ts'
import type { BotTexts } from './locales/texts.ts'
import { readablePart } from './readable-part.ts'

/** A question may be spread over so many messages; of a burst the newest count. */
const TOGETHER_MAX = 3

/** What the bot does about the visitor's messages. */
export type Reply =
  | {
      readonly kind: 'answer'
      readonly answerKind: AnswerKind
      readonly authorName: string
      readonly text: string
      readonly sources: readonly Source[]
      /** Null where nothing had to be looked up. */
      readonly lookedUp: LookedUp | null
    }
  | {
      readonly kind: 'hand_over'
      /** For agents, in English. */
      readonly reason: string
      /** Null but where the articles had no answer. */
      readonly lookedUp: LookedUp | null
    }

/** What a language model needs to answer in place of the articles' own words. */
export interface LookedUp {
  readonly question: Question
  readonly authorName: string
  /** What stands before the answer; empty for nothing. */
  readonly opening: string
}

/** What a reply is composed from. Messages are in order, oldest first. */
export interface Asked {
  /** The messages that nobody has answered, at least one. */
  readonly asked: readonly MessageRow[]
  /** Those before them that the bot remembers. */
  readonly before: readonly MessageRow[]
  /** The newest of the session, of both and of what came since. */
  readonly recent: readonly MessageRow[]
  /** The session's. */
  readonly locale: string | null
  readonly settings: Pick<SettingsRow, 'language' | 'botTexts'>
  /** Told the places of what is wrong in `settings.botTexts`. */
  readonly reportFaults: (places: readonly string[]) => void
}

/**
 * Chooses the bot's reply to unanswered messages: several at once get one reply, to all of them that ask something. Its
 * own words are in the visitor's language; of files it says that a person has to see them; the first reply of a session begins with the disclosure that no person writes.
 */
export async function composeReply(given: Asked, find: FindInArticles): Promise<Reply> {
  const { asked, before, recent, settings, reportFaults } = given
  const offered = isOffer(lastAnswer(before))
  const worded = asked.filter(({ text }) => text !== null && text.trim() !== '')
  const read = worded.map(({ text }) => ({
    text: readablePart(text ?? ''),
    intent: readIntent(text ?? '', offered),
  }))
  if (read.some(({ intent }) => intent === 'person')) return handOver('The visitor asked for a person')
  if (read.some(({ intent }) => intent === 'complaint')) return handOver('The visitor complained')

  const language = languageSpoken(given)
  const { texts, rejected } = rewordedTexts(settings.botTexts, language)
  if (rejected.length > 0) reportFaults(rejected)
  const isFirst = recent.every(({ sender }) => sender !== 'bot')
  const opening = isFirst ? `${texts.disclosure}\n\n` : ''
  const authorName = texts.name
  const answer = (
    answerKind: AnswerKind,
    text: string,
    sources: readonly Source[] = [],
    lookedUp: LookedUp | null = null,
  ): Reply => ({
    kind: 'answer',
    answerKind,
    authorName,
    text: opening + text,
    sources,
    lookedUp,
  })

  if (read.length === 0) return answer('unknown', texts.file)
  const questions = read.filter(({ intent }) => intent === 'question').map(({ text }) => text)
  if (questions.length === 0) return answer('small_talk', smallTalk(read.at(-1)?.intent, texts))
  const question = {
    text: questions.slice(-TOGETHER_MAX).join('\n'),
    language,
    // A sign without a word is no follow-up: the same answer again says nothing to it.
    before: questions.every(isWordless) ? null : questionBefore(before),
  }
  const found = await findAny(find, question, questions)
  const lookedUp = { question, authorName, opening }
  if (isSecondMiss(found, lastAnswer(recent))) return handOver('No answer twice in a row', lookedUp)
  switch (found.kind) {
    case 'quote':
      return answer('quote', quoteOf(found, texts), [found.source, ...toChoose(found.others)], lookedUp)
    case 'choices': {
      const titles = found.sources.map(({ title }) => title)
      return answer('choices', withChoices(texts.choices, titles), toChoose(found.sources), lookedUp)
    }
    case 'no_question':
      return answer('small_talk', texts.greeting)
    case 'nothing':
      return answer('unknown', texts.unknown, [], lookedUp)
    case 'other_language': {
      const names = languageNames(found.languages, language)
      return answer(
        'other_language',
        texts.otherLanguage.replaceAll('{languages}', () => names),
        [],
        lookedUp,
      )
    }
  }
}

function handOver(reason: string, lookedUp: LookedUp | null = null): Reply {
  return { kind: 'hand_over', reason, lookedUp }
}

function quoteOf({ passages, others }: Extract<Finding, { kind: 'quote' }>, texts: BotTexts): string {
  const quoted = passages.join('\n\n')
  if (others.length === 0) return quoted
  return withChoices(
    `${quoted}\n\n${texts.others}`,
    others.map(({ title }) => title),
  )
}

function toChoose(sources: readonly Source[]): Source[] {
  return sources.map((source) => ({ ...source, isOffered: true }))
}

/** The bot's last message, unless somebody spoke or the session changed hands since. */
function lastAnswer(messages: readonly MessageRow[]): MessageRow | null {
  const last = messages.findLast(({ sender }) => sender !== 'user')
  return last?.sender === 'bot' ? last : null
}

/** Whether a message offers a person. */
function isOffer(answer: MessageRow | null): boolean {
  return isMissed(answer) || answer?.answerKind === 'other_language'
}

/** Whether the articles had no sure answer. That they are in another language says nothing of what is in them. */
function isMissed(answer: MessageRow | null): boolean {
  return answer?.answerKind === 'unknown' || answer?.answerKind === 'choices'
}

/**
 * Choices after choices are no miss: the visitor may have asked something else. Neither is a question in a language of no
 * article, however often: who asks so is told in which languages to ask.
 */
function isSecondMiss(found: Finding, previous: MessageRow | null): boolean {
  switch (found.kind) {
    case 'quote':
    case 'no_question':
    case 'other_language':
      return false
    case 'choices':
      return previous?.answerKind === 'unknown'
    case 'nothing':
      return isMissed(previous)
  }
}

/** The language of the visitor's own words; else of their session, of the site, or English. */
function languageSpoken({ asked, before, locale, settings }: Asked): Language {
  const written = [...before, ...asked].filter(({ sender }) => sender === 'user')
  return detectLanguage(
    written.map(({ text }) => readablePart(text ?? '')),
    languageOf(locale) ?? languageOf(settings.language) ?? 'en',
  )
}

/** What several messages ask together; where that isn't answered, what the newest asks by itself. */
async function findAny(
  find: FindInArticles,
  together: Question,
  questions: readonly string[],
): Promise<Finding> {
  const found = await find(together)
  const newest = questions.at(-1)
  if (found.kind === 'quote' || newest === undefined || questions.length === 1) return found
  const alone = await find({ ...together, text: newest })
  return alone.kind === 'quote' ? alone : found
}

function questionBefore(before: readonly MessageRow[]): string | null {
  const question = before.findLast(
    ({ sender, text }) => sender === 'user' && readIntent(text ?? '', false) === 'question',
  )
  return question === undefined ? null : readablePart(question.text ?? '')
}

function smallTalk(intent: Intent | undefined, texts: BotTexts): string {
  switch (intent) {
    case 'thanks':
      return texts.thanks
    case 'goodbye':
      return texts.goodbye
    case 'about_bot':
      return texts.aboutBot
    // An agreement to nothing in particular needs no more of an answer than a refusal.
    case 'yes':
    case 'no':
      return texts.declined
    case 'greeting':
    case 'person':
    case 'complaint':
    case 'question':
    case undefined:
      return texts.greeting
  }
}
