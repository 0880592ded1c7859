import type { MessageRow } from './tables/messages.ts'

/** What an operator should know of an answer of the bot that its text doesn't say: each in a few words. */
export function answerRemarks(
  message: Pick<MessageRow, 'answerKind' | 'state' | 'feedback'>,
): readonly string[] {
  return [howItWasWritten(message), whatTheVisitorSays(message)].filter((remark) => remark !== null)
}

function howItWasWritten({ answerKind, state }: Pick<MessageRow, 'answerKind' | 'state'>): string | null {
  if (state === 'streaming') return 'being written'
  if (state === 'stopped') return 'stopped by the visitor'
  switch (answerKind) {
    case 'unknown':
      return 'no answer found'
    case 'other_language':
      return 'articles are in another language'
    case 'generated':
      return 'written by AI'
    case 'quote':
    case 'choices':
    case 'small_talk':
    case null:
      return null
    default:
      return answerKind satisfies never
  }
}

function whatTheVisitorSays({ feedback }: Pick<MessageRow, 'feedback'>): string | null {
  if (feedback === null) return null
  return feedback === 'up' ? 'the visitor found it helpful' : 'the visitor found it not helpful'
}
