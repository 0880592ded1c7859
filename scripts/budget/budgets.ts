/**
 * What the product may cost. Bytes are gzip, level 9. Cold start is `require()` and the first answer in a fresh Node
 * process, as Appwrite's runtime does it: the least of several runs, since a busy machine only ever adds.
 */
export const budgets = {
  /** All that an idle page pays for. */
  loaderGzipBytes: 2500,
  /** Until one can write: launcher and panel. What sends is fetched with the first keystroke. */
  widgetGzipBytes: 16_000,
  /** All that a visitor of every feature ever loads. */
  wholeWidgetGzipBytes: 45_000,
  /** Until the inbox shows its first list: page, styles and script. */
  inboxGzipBytes: 60_000,
  functionColdStartMs: 40,
  functionMemoryMb: 65,
} as const

export type BudgetName = keyof typeof budgets

export interface Measured {
  readonly what: string
  readonly budget: BudgetName
  readonly value: number
}

/** The measurements that are over their budget. */
export function overBudget(measured: readonly Measured[]): Measured[] {
  return measured.filter(({ budget, value }) => value > budgets[budget])
}
