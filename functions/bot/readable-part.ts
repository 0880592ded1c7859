import { oneLine } from '../sessions/preview.ts'

/** The length of a usual message; longer ones are read so far. In characters. */
const READ_MAX = 1000

/** What the bot reads of a message: blanks collapsed and length capped, so that nothing that reads it can take long. */
export function readablePart(text: string): string {
  return oneLine(text).slice(0, READ_MAX)
}
