import { Cron } from 'croner'

/** Five fields of an expression, or one name that stands for them; a date alone, which croner takes too, is neither. */
const EXPRESSION = /^(?:\S+(?:\s+\S+){4}|@[a-z]+)$/i

/**
 * Reads a cron expression as Appwrite takes them: five fields, with names, `L` and `#`, or a name like `@daily`. Null when
 * it is none. Times are UTC, and `?` is another way to write `*`.
 */
export function parseCron(expression: string): Cron | null {
  const text = expression.trim()
  if (!EXPRESSION.test(text)) return null
  try {
    // It is asked for its times; croner's own timers stay off.
    const options = { mode: '5-part', timezone: 'UTC', paused: true, sloppyRanges: true } as const
    return new Cron(text.replaceAll('?', '*'), options)
  } catch {
    // Croner tells a fault of the expression by throwing.
    return null
  }
}

/** The first minute after `after` (milliseconds) that the expression names; null when there is none. */
export function nextRun(cron: Cron, after: number): number | null {
  return cron.nextRun(new Date(after))?.getTime() ?? null
}
