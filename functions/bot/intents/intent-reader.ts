import { openClassifier, type Classified, type Trained } from './classifier.ts'
import type { Intent } from './intents.ts'
import { readEmoji } from './wordless.ts'

/** What is longer is read so far: nobody greets or gets angry later. In characters. */
const READ_MAX = 1000
interface Thresholds {
  readonly person: number
  readonly complaint: number
}
/**
 * From here on a sentence asks for a person or complains: a question about products must not end in a queue. Complaints have
 * less in common than requests, and part of a sentence tells less than a whole one.
 */
const HANDED_OVER_FROM = {
  sentence: { person: 0.7, complaint: 0.85 },
  clause: { person: 0.85, complaint: 0.95 },
} as const
/** From here on it is small talk: a question must not get a greeting for an answer. */
const SMALL_TALK_FROM = 0.6

/** Each up to the sign that ends it. */
const SENTENCE = /[^.!?…;:()\n]+[.!?…;:()\n]?/g
const CLAUSE = /[^.!?…;:()\n,]+[.!?…;:()\n,]?/g
/** The languages of all phrases are written in these; of other scripts the classifier knows nothing. */
const LETTER = /\p{Script=Latin}/u

/**
 * Reads what a visitor wants from a message.
 *
 * @param isOffered whether the bot's last message offers a person
 */
export type ReadIntent = (message: string, isOffered: boolean) => Intent

/**
 * Reads messages sentence by sentence: one that asks for a person or complains decides, also in a clause of a longer one,
 * then one that asks something. "Yes" asks for a person when the bot has just offered one. Takes time that grows with a
 * message's length alone.
 */
export function openIntentReader(trained: Trained): ReadIntent {
  const classify = openClassifier(trained)
  return (message, isOffered) => {
    const said = message.slice(0, READ_MAX)
    const shown = readEmoji(said, isOffered)
    if (shown !== null) return shown
    const read = (pattern: RegExp, handedOverFrom: Thresholds) =>
      partsOf(said, pattern).map((part) => intentOf(part, classify(part), handedOverFrom))
    const sentences = read(SENTENCE, HANDED_OVER_FROM.sentence)
    const clauses = read(CLAUSE, HANDED_OVER_FROM.clause)
    const wishes = [...sentences, ...clauses]
    if (wishes.includes('person')) return 'person'
    if (wishes.includes('complaint')) return 'complaint'
    // "Yes, thanks" is a yes and thanks where something was offered, and else thanks.
    const talk = isOffered ? clauses : sentences
    if (talk.length === 0 || talk.includes('question')) return 'question'
    const intent = talk.find((one) => one === 'yes' || one === 'no') ?? talk.at(-1) ?? 'question'
    return intent === 'yes' && isOffered ? 'person' : intent
  }
}

/** What has none of these letters tells nothing. */
function partsOf(text: string, pattern: RegExp): readonly string[] {
  return (text.match(pattern) ?? []).filter((part) => LETTER.test(part))
}

function intentOf(part: string, { likelihoods, smallTalk }: Classified, handedOverFrom: Thresholds): Intent {
  const { person, complaint, small_talk } = likelihoods
  const wish = person >= complaint ? 'person' : 'complaint'
  if (person + complaint >= handedOverFrom[wish]) return wish
  if (small_talk < SMALL_TALK_FROM) return 'question'
  // "Ok?" and "bye?" ask something; "how are you?" and "are you a bot?" don't.
  const isAsked = part.endsWith('?') && smallTalk !== 'greeting' && smallTalk !== 'about_bot'
  return isAsked ? 'question' : smallTalk
}

/** Reads how likely the angriest sentence of a message is a complaint, from 0 to 1. */
export function openComplaintReader(trained: Trained): (message: string) => number {
  const classify = openClassifier(trained)
  return (message) => {
    const sentences = partsOf(message.slice(0, READ_MAX), SENTENCE)
    return Math.max(0, ...sentences.map((part) => classify(part).likelihoods.complaint))
  }
}
