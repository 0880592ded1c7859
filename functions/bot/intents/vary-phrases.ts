import type { Language } from '../../language/languages.ts'
import type { Phrase } from './phrases.ts'
import { createRandom, type Random } from './random.ts'

/**
 * Phrases with more of the ways in which people type them: with a greeting in front, with a second phrase for the same, with
 * a typing error, with letters that a keyboard lacks written as two. The same for the same phrases, always.
 */
export function varyPhrases(phrases: readonly Phrase[]): readonly Phrase[] {
  const greetings = Map.groupBy(
    phrases.filter(({ intent, text }) => intent === 'greeting' && text.length < 14),
    ({ language }) => language,
  )
  const ofKind = Map.groupBy(phrases, ({ language, intent }) => `${language} ${intent}`)
  const random = createRandom()
  return phrases.flatMap((phrase) => {
    const { language, intent, text } = phrase
    const variants = [text]
    const hellos = greetings.get(language) ?? []
    const hello = hellos[random(hellos.length)]
    if (hello !== undefined && GREETED.has(intent))
      variants.push(`${hello.text}${random(2) ? ', ' : ' '}${text}`)
    const kind = ofKind.get(`${language} ${intent}`) ?? []
    const more = kind[random(kind.length)]
    if (more !== undefined && SAID_TWICE.has(intent)) variants.push(`${text}, ${more.text}`)
    if (text.length >= 6) variants.push(withTypingError(text, random))
    const spelled = spelledOut(text, language)
    if (spelled !== text) variants.push(spelled)
    return variants.map((variant) => ({ ...phrase, text: variant }))
  })
}

/** What people say after a greeting and still mean. */
const GREETED: ReadonlySet<Phrase['intent']> = new Set(['person', 'complaint', 'about_bot', 'question'])

/** What people say in two ways at once: "I'm off, see you". */
const SAID_TWICE: ReadonlySet<Phrase['intent']> = new Set(['greeting', 'thanks', 'goodbye'])

/** A letter left out, twice, or in the place of the next. */
function withTypingError(text: string, random: Random): string {
  const at = 1 + random(text.length - 2)
  const before = text.slice(0, at)
  const [letter = '', next = ''] = text.slice(at, at + 2)
  switch (random(3)) {
    case 0:
      return before + text.slice(at + 1)
    case 1:
      return before + letter + text.slice(at)
    default:
      return before + next + letter + text.slice(at + 2)
  }
}

const SPELLED: Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>> = {
  de: { ä: 'ae', ö: 'oe', ü: 'ue' },
  sv: { å: 'aa', ä: 'ae', ö: 'oe' },
  da: { å: 'aa', æ: 'ae', ø: 'oe' },
  nb: { å: 'aa', æ: 'ae', ø: 'oe' },
}

function spelledOut(text: string, language: Language): string {
  const spelled = SPELLED[language] ?? {}
  return text.replace(/[äöüåæø]/g, (letter) => spelled[letter] ?? letter)
}
