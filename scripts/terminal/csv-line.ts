import { plainText } from './plain-text.ts'

/** What spreadsheets take for a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/

/** A line of CSV (RFC 4180). A text that looks like a formula gets a quote before it; control characters go. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`
}

function cellOf(text: string): string {
  const plain = plainText(text, { keepLines: true })
  const harmless = FORMULA.test(plain) ? `'${plain}` : plain
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
