import stringWidth from 'string-width'
import { plainText } from './plain-text.ts'

export interface TableColumn<Row> {
  readonly title: string
  readonly value: (row: Row) => string
  readonly align?: 'right'
  /** Gives way first when the terminal is narrow; at least this many cells stay. */
  readonly shrinkTo?: number
}

const GAP = '  '

/**
 * Lines of a table that fits into some cells. Every value is made safe for a terminal; wide characters count as two.
 *
 * @param width cells of the terminal, or null to cut nothing
 */
export function textTable<Row>(
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  width: number | null,
): string[] {
  const cells = rows.map((row) => columns.map((column) => plainText(column.value(row))))
  const widths = columns.map((column, index) =>
    Math.max(stringWidth(column.title), ...cells.map((line) => stringWidth(line[index] ?? ''))),
  )
  if (width !== null) shrink(columns, widths, width)
  const line = (values: readonly string[]) =>
    values
      .map((value, index) => pad(value, widths[index] ?? 0, columns[index]?.align === 'right'))
      .join(GAP)
      .trimEnd()
  return [line(columns.map((column) => column.title)), ...cells.map(line)]
}

function shrink<Row>(columns: readonly TableColumn<Row>[], widths: number[], width: number): void {
  let excess = widths.reduce((sum, one) => sum + one, 0) + GAP.length * (widths.length - 1) - width
  const flexible = columns
    .map((column, index) => ({ index, least: column.shrinkTo }))
    .filter((one): one is { index: number; least: number } => one.least !== undefined)
  for (const { index, least } of flexible) {
    const given = Math.max(0, Math.min(excess, (widths[index] ?? 0) - least))
    widths[index] = (widths[index] ?? 0) - given
    excess -= given
  }
}

function pad(value: string, width: number, right: boolean): string {
  const shown = stringWidth(value) > width ? cut(value, width) : value
  const blanks = ' '.repeat(Math.max(0, width - stringWidth(shown)))
  return right ? blanks + shown : shown + blanks
}

function cut(value: string, width: number): string {
  let shown = ''
  for (const { segment } of new Intl.Segmenter().segment(value)) {
    if (stringWidth(shown + segment) > width - 1) break
    shown += segment
  }
  return `${shown}…`
}
