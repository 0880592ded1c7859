import type { Language } from '../language/languages.ts'

/** A site whose articles are in more languages is searched in those that most are in. */
const LANGUAGES_MAX = 4

/**
 * The languages of a site's articles for a visitor: theirs first, then the others as they are ordered.
 *
 * @param present the one of most articles first
 * @param locale such as `pt-BR`
 */
export function languagesFor(present: readonly Language[], locale: string | undefined): readonly Language[] {
  const [own] = (locale ?? '').toLowerCase().split('-')
  // Bokmål is what the articles in Norwegian are read as.
  const wanted = own === 'no' || own === 'nn' ? 'nb' : own
  return present
    .toSorted((one, other) => Number(other === wanted) - Number(one === wanted))
    .slice(0, LANGUAGES_MAX)
}
