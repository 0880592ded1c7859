/** What precedes a Markdown text between lines of `---` (YAML) or `+++` (TOML), as far as an article has it too. */
export interface FrontMatter {
  readonly fields: Readonly<Partial<Record<TextField, string> & Record<ListField, readonly string[]>>>
  /** The text behind it. */
  readonly body: string
}

const TEXTS = ['title', 'url', 'corpus'] as const
type TextField = (typeof TEXTS)[number]
const LISTS = ['questions', 'keywords'] as const
type ListField = (typeof LISTS)[number]

/**
 * Splits the front matter off a text. Its other fields are left out; those of an article must be plain text in one line,
 * or lists: a line for each item, in brackets, or with commas.
 *
 * @throws Error that names the field that can't be read
 */
export function readFrontMatter(text: string): FrontMatter {
  const match = /^(---|\+\+\+)[ \t]*\n([^]*?)(?:^|\n)(?:\1|\.\.\.)[ \t]*(?:\n|$)/.exec(text)
  // A text may begin with a rule: only `name: value` makes it front matter.
  if (!match || !/^[\w-]+\s*[:=]/m.test(match[2] ?? '')) return { fields: {}, body: text }
  const fields: Partial<Record<TextField, string> & Record<ListField, readonly string[]>> = {}
  const lines = (match[2] ?? '').split('\n')
  for (const [place, line] of lines.entries()) {
    const [, name, value = ''] = /^([\w-]+)\s*[:=](?:\s+([^]*))?$/.exec(line) ?? []
    const text = TEXTS.find((one) => one === name)
    const list = LISTS.find((one) => one === name)
    const field = text ?? list
    if (field === undefined) continue
    if (fields[field] !== undefined) throw new Error(`its front matter has two fields "${field}"`)
    if (text !== undefined) fields[text] = plainValue(text, value.trim())
    if (list !== undefined) fields[list] = listValue(list, value.trim(), lines, place + 1)
  }
  return { fields, body: text.slice(match[0].length) }
}

/** Items of a list, in the line of its name or in those below. */
function listValue(field: ListField, value: string, lines: readonly string[], below: number): string[] {
  if (value !== '') return inlineItems(value).map((item) => plainValue(field, item))
  const items: string[] = []
  for (let place = below; place < lines.length; place++) {
    const line = lines[place]?.trim() ?? ''
    if (!line.startsWith('- ')) break
    items.push(plainValue(field, line.slice(2).trim()))
  }
  return items
}

/** `a, b`, `[a, b]` and `["a, b", c]`: what commas part, unless they are quoted. */
function inlineItems(value: string): string[] {
  const list = value.startsWith('[') && value.endsWith(']') ? value.slice(1, -1) : value
  const items: string[] = []
  let item = ''
  let quote = ''
  for (const character of list) {
    if (character === quote) quote = ''
    else if (quote === '' && item.trim() === '' && /["']/.test(character)) quote = character
    if (character === ',' && quote === '') {
      items.push(item.trim())
      item = ''
    } else item += character
  }
  return [...items, item.trim()].filter((each) => each !== '')
}

function plainValue(field: TextField | ListField, value: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$/.exec(value)
  if (quoted) return (quoted[1] ?? '').replace(/\\(["\\/])/g, '$1')
  const single = /^'((?:[^']|'')*)'\s*(?:#.*)?$/.exec(value)
  if (single) return (single[1] ?? '').replaceAll("''", "'")
  const plain = value.replace(/\s#[^]*$/, '')
  // Lists, objects, blocks, references: YAML has more than this reads.
  if (plain === '' || /^["'[\]{}|>&*!%@`]/.test(plain)) {
    throw new Error(`its front matter's field "${field}" is not plain text in one line`)
  }
  return plain
}
