import { createHash } from 'node:crypto'

/** The one to improve the bot by, and the one that only tells how good it is. */
export const HALVES = ['fit', 'report'] as const
export type Half = (typeof HALVES)[number]

/** The half of a question, for ever the same by its id. */
export function halfOf(id: string): Half {
  const [first = 0] = createHash('sha256').update(id).digest()
  return first < 128 ? 'fit' : 'report'
}
