import { cellWidth } from './cell-width.ts'
import { plainText } from './plain-text.ts'

export interface TableColumn<Row> {
  readonly title: string
  readonly value: (row: Row) => string
  readonly align?: 'right'
  /** Gives way first when the terminal is narrow; at least this many cells stay. */
  readonly shrinkTo?: number
  /** Where a row takes several lines, it has one of its own, so that it isn't cut. */
  readonly ownLine?: true
}

const GAP = '  '
const INDENT = '  '
const DOT = ' · '

/**
 * Lines of a table that fits into some cells; where it can't, the first column on a line of its own and the others
 * below. Every value is made safe for a terminal; wide characters count as two.
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
    Math.max(cellWidth(column.title), ...cells.map((line) => cellWidth(line[index] ?? ''))),
  )
  if (width !== null && shrink(columns, widths, width) > 0) return stacked(columns, cells, width)
  const line = (values: readonly string[]) =>
    values
      .map((value, index) => pad(value, widths[index] ?? 0, columns[index]?.align === 'right'))
      .join(GAP)
      .trimEnd()
  return [line(columns.map((column) => column.title)), ...cells.map(line)]
}

/** @returns how many cells it is still too wide */
function shrink<Row>(columns: readonly TableColumn<Row>[], widths: number[], width: number): number {
  let excess = widths.reduce((sum, one) => sum + one, 0) + GAP.length * (widths.length - 1) - width
  const flexible = columns
    .map((column, index) => ({ index, least: column.shrinkTo }))
    .filter((one): one is { index: number; least: number } => one.least !== undefined)
  for (const { index, least } of flexible) {
    const given = Math.max(0, Math.min(excess, (widths[index] ?? 0) - least))
    widths[index] = (widths[index] ?? 0) - given
    excess -= given
  }
  return excess
}

/** Two lines a row: what it is, then all else that has a value, and a line for each column that needs one. What may shrink does, the first of it least. */
function stacked<Row>(
  columns: readonly TableColumn<Row>[],
  cells: readonly (readonly string[])[],
  width: number,
): string[] {
  const title = columns.map((column) => column.title).join(DOT)
  const rows = cells.flatMap(([first = '', ...values]) => {
    const own = values.filter((value, index) => value !== '' && columns[index + 1]?.ownLine)
    const parts = values.flatMap((value, index) => {
      const { title, align, shrinkTo, ownLine } = columns[index + 1] ?? { title: '' }
      return value === '' || ownLine
        ? []
        : { value: align === 'right' ? `${value} ${title.toLowerCase()}` : value, shrinkTo }
    })
    let excess = INDENT.length + cellWidth(parts.map(({ value }) => value).join(DOT)) - width
    const shown = parts.toReversed().map(({ value, shrinkTo = Number.POSITIVE_INFINITY }) => {
      const cells = cellWidth(value)
      const left = excess > 0 ? fit(value, Math.max(cells - excess, Math.min(cells, shrinkTo))) : value
      excess -= cells - cellWidth(left)
      return left
    })
    return [first, INDENT + shown.toReversed().join(DOT), ...own.map((value) => INDENT + value)]
  })
  return [title, ...rows].map((line) => fit(line, width))
}

function pad(value: string, width: number, right: boolean): string {
  const shown = fit(value, width)
  const blanks = ' '.repeat(Math.max(0, width - cellWidth(shown)))
  return right ? blanks + shown : shown + blanks
}

function fit(value: string, width: number): string {
  if (cellWidth(value) <= width) return value
  let shown = ''
  for (const { segment } of new Intl.Segmenter().segment(value)) {
    if (cellWidth(shown + segment) > width - 1) break
    shown += segment
  }
  return `${shown}…`
}
