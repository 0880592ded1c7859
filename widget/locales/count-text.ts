import { fill } from './fill.ts'

const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'] as const
const BETWEEN = '/'

/** A text by how a language counts: for each category that `Intl.PluralRules` has for it. */
type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>

/** The forms of a text as one, for `countText`. */
export function counted(forms: Forms): string {
  return CATEGORIES.map((category) => forms[category] ?? '').join(BETWEEN)
}

/** The form of a counted text for a category; empty where it has none. */
export function formOf(text: string, category: Intl.LDMLPluralRule): string {
  return text.split(BETWEEN)[CATEGORIES.indexOf(category)] ?? ''
}

/** How many there are, by the rules and in the digits of a language. */
export function countText(text: string, count: number, locale: string): string {
  const form = formOf(text, new Intl.PluralRules(locale).select(count))
  return fill(form || formOf(text, 'other'), count.toLocaleString(locale))
}
