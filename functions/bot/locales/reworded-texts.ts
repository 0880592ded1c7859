import { isRecord } from '../../../contract/is-record.ts'
import * as limits from '../../../contract/limits.ts'
import { languageOf, type Language } from '../../language/languages.ts'
import { botTextsIn } from './bot-texts.ts'
import type { BotTexts } from './texts.ts'

/** What the settings may reword: all but that the visitor talks to no person. */
const REWORDABLE: ReadonlySet<string> = new Set([
  'name',
  'unknown',
  'otherLanguage',
  'file',
  'choices',
  'others',
  'greeting',
  'thanks',
  'goodbye',
  'declined',
  'aboutBot',
] satisfies (keyof Omit<BotTexts, 'disclosure'>)[])

/** In characters; the longest of ours have a third of it. */
const TEXT_MAX = 500

/**
 * The bot's texts in a language, with those that the settings reword.
 *
 * @param setting JSON text, by language and name: `{ "de": { "greeting": "Moin!" } }`; null for none
 * @returns beside the texts the places of what is wrong, in any language; it is left out
 */
export function rewordedTexts(
  setting: string | null,
  language: Language,
): { readonly texts: BotTexts; readonly rejected: readonly string[] } {
  const texts = botTextsIn(language)
  const { byLanguage, rejected } = readTexts(setting)
  return { texts: { ...texts, ...byLanguage.get(language) }, rejected }
}

type Rewording = Partial<Record<string, string>>

function readTexts(setting: string | null) {
  const byLanguage = new Map<Language, Rewording>()
  const rejected: string[] = []
  const given = setting === null ? {} : parsed(setting)
  if (!isRecord(given)) return { byLanguage, rejected: ['botTexts'] }
  for (const [name, texts] of Object.entries(given)) {
    const language = languageOf(name)
    if (language === null || !isRecord(texts)) {
      rejected.push(name)
      continue
    }
    const rewording: Rewording = {}
    for (const [key, text] of Object.entries(texts)) {
      if (REWORDABLE.has(key) && isText(text, key === 'name' ? limits.authorNameMax : TEXT_MAX))
        rewording[key] = text
      else rejected.push(`${name}.${key}`)
    }
    byLanguage.set(language, { ...byLanguage.get(language), ...rewording })
  }
  return { byLanguage, rejected }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Reported as no object, like everything else that is none.
    return null
  }
}

function isText(text: unknown, max: number): text is string {
  return typeof text === 'string' && text.trim() !== '' && text.length <= max
}
