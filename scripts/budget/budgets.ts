/**
 * What the product may cost: bytes (gzip, level 9), memory, and processor time over another's in the same run. Never a
 * time: on a busy machine that is any number.
 */
export const budgets = {
  /**
   * All that an idle page pays for. It forgets by itself what the device keeps of a visitor whom the page logs out: pages
   * leave right after, before any other part could come, and the next person at the same computer must find nothing.
   */
  loaderGzipBytes: 2550,
  /** Until one can write: launcher (with what it forgets) and panel. What sends is fetched with the first keystroke. */
  widgetGzipBytes: 16_050,
  /** All that a visitor of every feature ever loads, but for the texts of their language. */
  wholeWidgetGzipBytes: 70_500,
  /**
   * The widget's texts in one language: English ones are in the parts that show them. Cyrillic is two bytes a letter,
   * and Ukrainian is the longest of it.
   */
  translationGzipBytes: 1600,
  /** Those of the parts that few visitors see, fetched with the first of them. */
  lateTranslationGzipBytes: 600,
  /** Until the inbox shows its first list: page, styles and script. What it needs for a conversation is fetched then. */
  inboxGzipBytes: 20_000,
  /** Processor time of `require()` and the first answer, over that of Node's own start: about 25 of 35 ms. */
  functionStartOverNode: 1.6,
  /** The same of admin, whose API is four times that of visitors: an agent waits for it once a session of work. */
  adminStartOverNode: 1.75,
  /** The same of the bot, which knows twelve languages, and of upkeep, which speaks SMTP: no call waits for their start. */
  backgroundStartOverNode: 1.9,
  functionMemoryMb: 68,
  /** Of `porchlight` with all verbs: what `npx` unpacks beside the widget. */
  cliGzipBytes: 260_000,
  /** Processor time until a verb's first call of Appwrite, the SDK loaded, over that of Node's own start: about 30 ms. */
  cliStartOverNode: 2.6,
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
