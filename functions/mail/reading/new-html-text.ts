/** What of HTML isn't shown as text. */
const HIDDEN: ReadonlySet<string> = new Set(['head', 'script', 'style', 'title', 'template'])
/** Elements that begin and end on a line of their own. */
const BLOCKS: ReadonlySet<string> = new Set(
  'address article blockquote body dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul'.split(
    ' ',
  ),
)
/** A table of a mail is rarely one of data: cells are words beside one another. */
const CELLS: ReadonlySet<string> = new Set(['td', 'th'])
/** A space that is shown even where it stands alone: programs write empty lines by it. */
const NO_BREAK = '\u00A0'
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: NO_BREAK,
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  ntilde: 'ñ',
  euro: '€',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
}

/**
 * The text of a mail that is HTML alone, in the shape of a plain one: what stands in a `<blockquote>` has `>` before each
 * line, so that the same rules find what was quoted. Reads from the beginning to the end once; whatever isn't HTML is
 * taken as text.
 */
export function newHtmlText(html: string): string {
  const lines: string[] = ['']
  let depth = 0
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at)
    add(html.slice(at, open < 0 ? html.length : open))
    if (open < 0) break
    const end = endOfTag(html, open)
    const tag = html.slice(open + 1, end)
    const name = nameOf(tag)
    const isEnd = tag.startsWith('/')
    if (name === 'br') lines.push('')
    if (BLOCKS.has(name)) newLine()
    if (name === 'p' && isEnd) lines.push('')
    if (name === 'hr') lines.push('_'.repeat(20), '')
    if (name === 'li' && !isEnd) add('- ')
    if (CELLS.has(name) && isEnd) add(' ')
    if (name === 'blockquote') {
      depth = Math.max(0, depth + (isEnd ? -1 : 1))
      newLine()
    }
    at = HIDDEN.has(name) && !isEnd ? endOfElement(html, name, end) : end + 1
  }
  return lines.map((line) => line.replaceAll(NO_BREAK, ' ').trimEnd()).join('\n')

  function add(text: string): void {
    const shown = decoded(text.replace(/[ \t\r\n\f]+/g, ' '))
    const line = lines.at(-1) ?? ''
    if (line === '' && shown.trim() === '' && !shown.includes(NO_BREAK)) return
    lines[lines.length - 1] =
      line === '' ? `${depth > 0 ? '> ' : ''}${shown.replace(/^ /, '')}` : line + shown
  }

  function newLine(): void {
    if (lines.at(-1) !== '') lines.push('')
  }
}

/** Where a tag or comment ends; an unfinished one is the rest. */
function endOfTag(html: string, open: number): number {
  const isComment = html.startsWith('<!--', open)
  const end = isComment ? html.indexOf('-->', open + 4) : html.indexOf('>', open)
  if (end < 0) return html.length
  return isComment ? end + 2 : end
}

/** Behind the end of an element whose content isn't shown; one without an end hides the rest. */
function endOfElement(html: string, name: string, from: number): number {
  for (let at = from; ;) {
    const open = html.indexOf('</', at)
    if (open < 0) return html.length
    if (html.slice(open + 2, open + 2 + name.length).toLowerCase() === name) return endOfTag(html, open) + 1
    at = open + 2
  }
}

function nameOf(tag: string): string {
  return /^\/?([a-z][a-z0-9]{0,15})/i.exec(tag)?.[1]?.toLowerCase() ?? ''
}

function decoded(text: string): string {
  return text.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (entity, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? entity
    const isHex = name[1] === 'x' || name[1] === 'X'
    const code = isHex ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
    const isCharacter = code > 31 && code <= 0x10_ff_ff && (code < 0xd8_00 || code > 0xdf_ff)
    return isCharacter ? String.fromCodePoint(code) : ' '
  })
}
