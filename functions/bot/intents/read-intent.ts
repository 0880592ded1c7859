import { readablePart } from '../readable-part.ts'

/** What a visitor wants from the bot, as far as it shows in their words. */
export type Intent =
  | 'person'
  | 'complaint'
  | 'greeting'
  | 'thanks'
  | 'goodbye'
  | 'yes'
  | 'no'
  | 'about_bot'
  | 'question'

const ARTICLE =
  '(?:(?:an?|the|some|your|one of your) )?(?:(?:real|live|actual|human|support|customer service) )?'
const PERSON =
  '(?:human(?: being)?|person|people|agent|representative|rep|operator|someone|somebody|employee|advisor|manager|supervisor)'
const TEAM = '(?:customer (?:service|support|care)|support(?: team)?|staff)'
const SOMEBODY = `${ARTICLE}(?:${PERSON}|${TEAM})`
/** "A person-size lantern" and "a human skull" are about something else: behind the word comes a stop or one of these. */
const AND_NOTHING_ELSE =
  '(?= ?(?:$|[.,!?;:()]|(?:about|again|and|asap|at|because|but|directly|from|here|immediately|instead|not|now|on|or|please|rather|regarding|right|soon|there|today|who|for (?:help|me|my|that|this)|to (?:answer|assist|call|chat|contact|help|reply|speak|talk))\\b))'

const asksForPerson = [
  `\\b(?:talk|speak|chat)(?:ing)? (?:to|with) ${SOMEBODY}${AND_NOTHING_ELSE}`,
  `\\b(?:connect|transfer|forward|hand|put|pass) me (?:(?:over|through|on) )?(?:to|with) ${SOMEBODY}${AND_NOTHING_ELSE}`,
  `(?<!\\b(?:do|does|did|will|would|should|why) (?:i|we|you|they) )\\b(?:want|need|get(?: me)?|prefer|'d like|would like) ${ARTICLE}(?:human|person|agent|representative|operator|manager|supervisor|customer (?:service|support))${AND_NOTHING_ELSE}`,
].map((pattern) => new RegExp(pattern))
/** These are the whole message, without its punctuation. */
const isPerson = new RegExp(
  `^(?:(?:hi|hello|hey) )?(?:(?:(?:is|are) there )${ARTICLE}${PERSON}(?: (?:there|here|available|online))?|${SOMEBODY})(?: please)?$`,
)
const greets = /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day))(?: there)?$/

const accepts =
  /^(?:yes|yeah|yep|yup|sure|ok|okay|please|go ahead|do it|of course|i would|i'd (?:like|love) (?:that|to)|that would be)(?: |$)/
const acceptingWords = wordSet(
  "yes yeah yep yup sure ok okay please go ahead do it that of course i would i'd like love to talk speak a person human " +
    'agent someone with be great good nice lovely perfect helpful thanks thank you very much so now then',
)
const declines = /^(?:(?:ok|okay|please|oh|well) )?(?:no|nope|nah|never ?mind|not now|forget it)(?: |$)/
const decliningWords = wordSet(
  "ok okay please oh well no nope nah never mind nevermind not now forget it need thanks thank you that's fine it's i'm good all bye",
)
const thanks = /\b(?:thanks|thank you|thx|cheers|great|perfect|bye|goodbye|good night)\b/
const thankingWords = wordSet(
  "thanks thank you thx cheers great perfect bye goodbye good night now then ok okay so very much a lot that that's it this " +
    'helped helps was is really helpful lovely for your the help answer all have nice day too',
)
const apologises = /^(?:oh )?(?:i am |i'm )?(?:so |very )?sorry(?: about that)?$/

/**
 * Reads the intent of a message. "Yes" asks for a person when the bot has just offered one.
 *
 * @param isOffered whether the bot's last message offers a person
 */
export function readIntent(given: string, isOffered: boolean): Intent {
  const said = readablePart(given).toLowerCase().replace(/’/g, "'")
  const words = said.match(/[\p{L}\p{N}'-]+/gu) ?? []
  const plain = words.join(' ')
  if (isPerson.test(plain) || asksForPerson.some((pattern) => pattern.test(said))) return 'person'
  if (greets.test(plain)) return 'greeting'
  if (said.includes('?')) return 'question'
  if (accepts.test(plain) && areAllIn(acceptingWords, words)) return isOffered ? 'person' : 'yes'
  if (declines.test(plain) && areAllIn(decliningWords, words)) return 'no'
  if (thanks.test(plain) && areAllIn(thankingWords, words)) return 'thanks'
  return apologises.test(plain) ? 'greeting' : 'question'
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '))
}

function areAllIn(known: ReadonlySet<string>, words: readonly string[]): boolean {
  return words.every((word) => known.has(word))
}
