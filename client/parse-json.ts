import { isRecord } from '../contract/is-record.ts'

/** The object in a JSON text, or null when there is none. */
export function parseJson(text: unknown): Record<string, unknown> | null {
  if (typeof text !== 'string') return null
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}
