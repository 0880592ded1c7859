import { nearestWord } from '../terminal/nearest-word.ts'
import { verbs } from './verbs.ts'

/** The verb that somebody most likely meant: by the name of its script, a few slips, or its beginning. Null for none. */
export function nearestVerb(typed: string): string | null {
  const word = typed.toLowerCase()
  const byScript = verbs.find(({ script }) => script === word)?.name
  return (
    byScript ??
    nearestWord(
      word,
      verbs.map(({ name }) => name),
    )
  )
}
