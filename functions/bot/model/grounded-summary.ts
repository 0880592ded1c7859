import { foldText, wordsIn } from './folded-words.ts'

const SENTENCES_MAX = 3
/** Figures and addresses. */
const IS_CHECKED = /\p{N}|@|:\/\/|\p{L}\.\p{L}{2,}/u

/**
 * A model's summary of a chat as one line of at most three sentences; null where it is none, or has a figure or an address
 * that nobody wrote.
 */
export function groundedSummary(summary: string, transcript: string): string | null {
  const sentences = summary.replace(/\s+/g, ' ').split(/(?<=[.!?]) /)
  const text = sentences.slice(0, SENTENCES_MAX).join(' ').trim()
  if (text === '') return null
  const known = wordsIn(foldText(transcript))
  const told = [...wordsIn(foldText(text))].filter((word) => IS_CHECKED.test(word))
  return told.every((word) => known.has(word)) ? text : null
}
