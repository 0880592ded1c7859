/** A line of an article without its Markdown. */
export interface Line {
  readonly kind: 'heading' | 'item' | 'text' | 'blank'
  readonly text: string
}

/** The lines of a body in Markdown or plain text, as people read them. Takes time that grows with its length. */
export function plainLines(body: string): Line[] {
  const lines: Line[] = []
  for (const raw of body.split(/\r?\n|\r/)) {
    const line = raw.trim()
    const before = lines.at(-1)
    if (line === '' || isRule(line) || isFence(line)) {
      // A line of "=" or "-" makes the one above it a heading.
      if (/^(?:=+|-+)$/.test(line) && before?.kind === 'text')
        lines[lines.length - 1] = headingOf(before.text)
      else lines.push({ kind: 'blank', text: '' })
    } else lines.push(readLine(line))
  }
  return lines
}

/** `---`, `***`, `===`, and the line below a table's head. */
function isRule(line: string): boolean {
  return line.length > 1 && /^[-=*_|:\s]+$/.test(line)
}

function isFence(line: string): boolean {
  return line.startsWith('```') || line.startsWith('~~~')
}

function headingOf(text: string): Line {
  return { kind: 'heading', text }
}

function readLine(line: string): Line {
  const marks = /^#{1,6}\s/.exec(line)
  if (marks !== null) return headingOf(plainWords(withoutTrailingMarks(line.slice(marks[0].length).trim())))
  const item = /^(?:[-*+•]|\d{1,3}[.)])\s/.exec(line)
  if (item !== null) {
    const mark = /\d/.test(item[0]) ? item[0].trim() : '•'
    return { kind: 'item', text: `${mark} ${plainWords(line.slice(item[0].length).trim())}` }
  }
  if (line.startsWith('|')) {
    const cells = line.split('|').map((cell) => plainWords(cell.trim()))
    return { kind: 'item', text: cells.filter((cell) => cell !== '').join(' · ') }
  }
  if (isBoldAlone(line)) return headingOf(plainWords(line))
  return { kind: 'text', text: plainWords(line.startsWith('>') ? line.slice(1).trim() : line) }
}

/** "## Prices ##" */
function withoutTrailingMarks(text: string): string {
  let end = text.length
  while (text[end - 1] === '#') end--
  return end === 0 ? text : text.slice(0, end).trim()
}

function isBoldAlone(line: string): boolean {
  return line.startsWith('**') && line.indexOf('**', 2) === line.length - 2 && line.length > 4
}

/** Text without marks of emphasis and code, and links as their words. */
function plainWords(text: string): string {
  return withoutLinks(text).replaceAll('**', '').replaceAll('__', '').replaceAll('`', '')
}

/** `[words](address)` and `![words](address)` become their words. */
function withoutLinks(text: string): string {
  let plain = ''
  let from = 0
  for (;;) {
    const middle = text.indexOf('](', from)
    if (middle === -1) return plain + text.slice(from)
    // Looked for in what is new alone: a text may have any number of such ends without a beginning.
    const open = from + text.slice(from, middle).lastIndexOf('[')
    const close = text.indexOf(')', middle)
    if (close === -1) return plain + text.slice(from)
    if (open < from) {
      plain += text.slice(from, middle + 2)
      from = middle + 2
      continue
    }
    const before = text.slice(from, open)
    plain += `${before.endsWith('!') ? before.slice(0, -1) : before}${text.slice(open + 1, middle)}`
    from = close + 1
  }
}
