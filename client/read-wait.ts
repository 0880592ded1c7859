import type { Wait } from '../contract/chat-api.ts'
import { isRecord } from '../contract/is-record.ts'

/** What somebody who waits for a person may expect; null when they don't wait. What can't be read counts as unknown. */
export function readWait(value: unknown): Wait | null {
  if (!isRecord(value)) return null
  const { expectedSeconds, isAnybodyThere } = value
  return {
    expectedSeconds: typeof expectedSeconds === 'number' && expectedSeconds >= 0 ? expectedSeconds : null,
    isAnybodyThere: typeof isAnybodyThere === 'boolean' ? isAnybodyThere : null,
  }
}
