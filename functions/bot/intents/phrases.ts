import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGUAGES, type Language } from '../../language/languages.ts'
import { INTENTS, type Intent } from './intents.ts'

/** Words of a visitor with a known intent. */
export interface Phrase {
  readonly language: Language
  readonly intent: Intent
  readonly text: string
}

/**
 * Reads the phrases that the intents are learned from: a file for each language, under `# intent` one phrase a line. Only
 * the build and tests have them; a bundle holds what was learned.
 *
 * @throws Error at a line that stands under no intent
 */
export function readPhrases(folder: string): readonly Phrase[] {
  return LANGUAGES.flatMap((language) => {
    const phrases: Phrase[] = []
    let intent: Intent | undefined
    for (const line of readFileSync(join(folder, `${language}.txt`), 'utf8').split('\n')) {
      if (line.startsWith('# ')) intent = INTENTS.find((one) => one === line.slice(2))
      else if (line !== '') {
        if (intent === undefined) throw new Error(`“${line}” in ${language}.txt stands under no intent`)
        phrases.push({ language, intent, text: line })
      }
    }
    return phrases
  })
}
