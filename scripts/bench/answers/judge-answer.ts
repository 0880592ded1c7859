import { withoutChoices } from '../../../contract/choices-text.ts'
import type { SessionState } from '../../../contract/session-state.ts'
import type { AnswerKind } from '../../../contract/tables/messages.ts'
import { LANGUAGES, type Language } from '../../../functions/language/languages.ts'
import { containsAll, type Article, type Question } from './material.ts'
import type { OwnSentences } from './own-sentences.ts'
import { standsIn } from './stands-in.ts'

/** A message of the bot. */
export interface Reply {
  readonly text: string
  readonly kind: AnswerKind | null
  /** What it quotes, or offers. */
  readonly sources: readonly {
    readonly articleId: string
    readonly title: string
    readonly isOffered?: boolean | undefined
  }[]
}

/** What a visitor sees after a question. */
export interface Seen {
  /** Messages of the bot since the question. */
  readonly replies: readonly Reply[]
  readonly state: SessionState
}

/** What became of a question. */
export const OUTCOMES = [
  'quoted_right',
  'wrong_article',
  /** Of the right article another part. */
  'wrong_passage',
  /** A wrong quote, with the right article among those to choose from below it. */
  'wrong_but_offered',
  /** Articles to choose from, with the right one among them. */
  'offered_right',
  'offered_wrong',
  'unknown',
  'handed_over',
  'small_talk',
  'silent',
] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface Verdict {
  readonly outcome: Outcome
  /** Whether all that the bot said in its own words was in the question's language; null if it said nothing of its own. */
  readonly inOwnLanguage: boolean | null
  /** Whether it quoted what stands in no article. */
  readonly isMadeUp: boolean
  /** Of the quotes, without what the bot says beside them; null without a quote. */
  readonly quotedCharacters: number | null
}

/** Judges what a visitor saw. `articles` are those of the visitor's corpus. */
export function judgeAnswer(
  question: Question,
  articles: readonly Article[],
  { replies, state }: Seen,
  sentencesIn: (language: Language) => OwnSentences,
): Verdict {
  const parts = replies.map((reply) => partsOf(reply, sentencesIn))
  const quotes = replies.flatMap((reply, index) =>
    reply.kind === 'quote' ? quoteIn(parts[index]?.rest ?? '', reply, sentencesIn) : [],
  )
  const inOwn = replies.flatMap((reply, index) => {
    const { disclosure, rest } = parts[index] ?? { disclosure: null, rest: reply.text }
    const own = [disclosure ?? '', saysItself(reply) ? rest : ''].join('\n').trim()
    return own === '' ? [] : isSaidIn(own, sentencesIn(question.language), reply)
  })
  return {
    outcome: state === 'waiting' || state === 'agent' ? 'handed_over' : outcomeOf(question, replies.at(-1)),
    inOwnLanguage: inOwn.length === 0 ? null : inOwn.every(Boolean),
    isMadeUp: quotes.some((quote) => !standsIn(quote, articles)),
    quotedCharacters: quotes.length === 0 ? null : quotes.join('').length,
  }
}

function outcomeOf({ articles, facts }: Question, reply: Reply | undefined): Outcome {
  if (reply === undefined) return 'silent'
  const isRight = reply.sources.some(({ articleId }) => articles.includes(articleId))
  const isQuoted = reply.sources.some(
    ({ articleId, isOffered }) => !isOffered && articles.includes(articleId),
  )
  switch (reply.kind) {
    case 'quote':
      if (!isRight) return 'wrong_article'
      if (!isQuoted) return 'wrong_but_offered'
      return facts.some((fact) => containsAll(reply.text, fact)) ? 'quoted_right' : 'wrong_passage'
    case 'generated':
      return facts.some((fact) => containsAll(reply.text, fact)) ? 'quoted_right' : 'wrong_passage'
    case 'choices':
      return isRight ? 'offered_right' : 'offered_wrong'
    case 'other_language':
      return 'unknown'
    case 'unknown':
    case 'small_talk':
      return reply.kind
    case null:
      return 'silent'
    default:
      return reply.kind satisfies never
  }
}

/** What is quoted in an answer, without the articles that it offers below. */
function quoteIn(
  text: string,
  { sources }: Reply,
  sentencesIn: (language: Language) => OwnSentences,
): string {
  const titles = sources.filter(({ isOffered }) => isOffered).map(({ title }) => title)
  if (titles.length === 0) return text
  const { body, lead } = withoutChoices(text, titles)
  const isOwn = LANGUAGES.some((language) => sentencesIn(language).all.includes(lead))
  return isOwn ? body : `${body}\n\n${lead}`
}

/** Whether a message is the bot's own words, beside the sentence before it. */
function saysItself({ kind }: Reply): boolean {
  return kind !== 'quote' && kind !== 'generated'
}

/** The sentence that precedes the first message of a session, in whatever language, and what follows. */
function partsOf(
  { text }: Reply,
  sentencesIn: (language: Language) => OwnSentences,
): { readonly disclosure: string | null; readonly rest: string } {
  const disclosure = LANGUAGES.map((language) => sentencesIn(language).disclosure).find(
    (sentence) => sentence !== null && text.startsWith(`${sentence}\n`),
  )
  if (disclosure === undefined || disclosure === null) return { disclosure: null, rest: text }
  return { disclosure, rest: text.slice(disclosure.length).trim() }
}

/** Whether nothing is left of a text without a language's sentences and the titles that are offered. */
function isSaidIn(text: string, { disclosure, all }: OwnSentences, { sources }: Reply): boolean {
  const known = [disclosure ?? '', ...all, ...sources.map(({ title }) => title)]
  const left = known
    .toSorted((one, other) => other.length - one.length)
    .reduce((rest, sentence) => (sentence === '' ? rest : rest.replaceAll(sentence, '')), text)
  return !/[\p{L}\p{N}]/u.test(left)
}
