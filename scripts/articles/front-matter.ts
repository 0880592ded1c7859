/** What precedes a Markdown text between lines of `---` (YAML) or `+++` (TOML), as far as an article has it too. */
export interface FrontMatter {
  readonly fields: Readonly<Partial<Record<FieldName, string>>>
  /** The text behind it. */
  readonly body: string
}

const FIELDS = ['title', 'url', 'corpus'] as const
type FieldName = (typeof FIELDS)[number]

/**
 * Splits the front matter off a text. Its other fields are left out; those of an article must be plain text in one line.
 *
 * @throws Error that names the field that can't be read
 */
export function readFrontMatter(text: string): FrontMatter {
  const match = /^(---|\+\+\+)[ \t]*\n([^]*?)(?:^|\n)(?:\1|\.\.\.)[ \t]*(?:\n|$)/.exec(text)
  // A text may begin with a rule: only `name: value` makes it front matter.
  if (!match || !/^[\w-]+\s*[:=]/m.test(match[2] ?? '')) return { fields: {}, body: text }
  const fields: Partial<Record<FieldName, string>> = {}
  for (const line of (match[2] ?? '').split('\n')) {
    const [, name, value = ''] = /^([\w-]+)\s*[:=](?:\s+([^]*))?$/.exec(line) ?? []
    const field = FIELDS.find((one) => one === name)
    if (field === undefined) continue
    if (fields[field] !== undefined) throw new Error(`its front matter has two fields "${field}"`)
    fields[field] = plainValue(field, value.trim())
  }
  return { fields, body: text.slice(match[0].length) }
}

function plainValue(field: FieldName, value: string): string {
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
