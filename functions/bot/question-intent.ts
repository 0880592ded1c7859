import { botTexts } from './bot-texts.ts'

/** What a visitor wants from the bot, as far as it shows in their words. */
export type Intent = 'person' | 'greeting' | 'thanks' | 'question'

const PERSON =
  '(?:human(?: being)?|person|people|agent|representative|rep|operator|someone|somebody|employee|advisor)'
const ARTICLE =
  '(?:an?|the|some|your|one of your)?\\s*(?:real|live|actual|human|support|customer service)?\\s*'
const asksForPerson = [
  new RegExp(`^\\W*(?:${ARTICLE})${PERSON}(?:\\s*,?\\s*please)?\\W*$`, 'i'),
  new RegExp(`\\b(?:talk|speak|chat)(?:ing)?\\s+(?:to|with)\\s+${ARTICLE}${PERSON}\\b`, 'i'),
  new RegExp(
    `\\b(?:connect|transfer|forward|hand|put|pass)\\s+me\\s+(?:over\\s+|through\\s+|on\\s+)?(?:to|with)\\s+${ARTICLE}${PERSON}\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:want|need|get(?: me)?|prefer|'d like|would like)\\s+${ARTICLE}(?:human|person|agent|representative|operator)\\b`,
    'i',
  ),
]
const ACCEPTS_OFFER =
  /^\W*(?:yes|yeah|yep|yup|sure|ok|okay|please|go ahead|do it|i would|i'd like that)\b.{0,30}$/i
const GREETS = /^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening|day))(?: there)?\W*$/i
const THANKS = /^\W*(?:thanks|thank you|thx|cheers|great|perfect)(?: (?:so much|a lot|very much|you))?\W*$/i

/**
 * Reads the intent of a message. "Yes" asks for a person when the bot has just offered one.
 *
 * @param previousAnswer the bot's last words, or null
 */
export function readIntent(given: string, previousAnswer: string | null): Intent {
  const text = oneLine(given)
  if (asksForPerson.some((pattern) => pattern.test(text))) return 'person'
  if (previousAnswer === botTexts.unknown && ACCEPTS_OFFER.test(text)) return 'person'
  if (GREETS.test(text)) return 'greeting'
  if (THANKS.test(text)) return 'thanks'
  return 'question'
}

/** What a person says in one message; longer ones are read so far. In characters. */
const READ_MAX = 1000

/** What the patterns read: blanks collapsed and length capped, so that none of them can take long. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, READ_MAX)
}
