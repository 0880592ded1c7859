import { cellWidth } from './cell-width.ts'

/**
 * Lines of at most some cells, broken at blanks, or inside of a word that alone is longer. Wide characters count as
 * two; none is broken apart. Further lines are indented.
 *
 * @param width cells of the terminal, or null to break nothing
 */
export function wrapText(text: string, width: number | null, indent = ''): string[] {
  const lines = text.split('\n')
  if (width === null) return lines
  // A tab has no width of its own.
  return lines.flatMap((line) => wrapLine(line.replaceAll('\t', '  '), width, indent))
}

function wrapLine(line: string, width: number, indent: string): string[] {
  if (cellWidth(line) <= width) return [line]
  // An indent that leaves next to nothing helps nobody.
  const margin = indent.length * 2 > width ? '' : indent
  const lines: string[] = []
  let current = ''
  let isBlank = true
  const flush = () => {
    lines.push(current.trimEnd())
    current = margin
    isBlank = true
  }
  for (const word of line.match(/\s+|\S+/g) ?? []) {
    const fits = cellWidth(current + word) <= width
    if (!fits && !isBlank) flush()
    // Blanks that are longer than a line show nothing, and would be measured again with each of them.
    if (!fits && word.trim() === '') continue
    if (isBlank && lines.length > 0 && word.trim() === '') continue
    for (const { segment } of cellWidth(current + word) <= width
      ? [{ segment: word }]
      : new Intl.Segmenter().segment(word)) {
      if (cellWidth(current + segment) > width && !isBlank) flush()
      current += segment
      isBlank &&= segment.trim() === ''
    }
  }
  if (!isBlank) flush()
  return lines
}

/** Cells of what a stream writes to; null for a file or a pipe, where nothing is broken or cut. */
export function terminalWidth(stream: NodeJS.WriteStream): number | null {
  return stream.isTTY && stream.columns > 0 ? stream.columns : null
}
