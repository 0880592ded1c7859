/** Texts by name, some in groups. */
export interface TextTree {
  readonly [name: string]: string | TextTree
}

/** The parts of the panel that have texts, in the order in which a language's are packed. */
export const TEXT_PARTS = ['panel', 'conversation', 'more', 'mail', 'rating'] as const
export type TextPart = (typeof TEXT_PARTS)[number]

/** A language's texts without their names: a line for each part, in it the texts in the order of the English ones. */
export type PackedTexts = string

export const BETWEEN_PARTS = '\n'
export const BETWEEN_TEXTS = '|'

/** Packed texts with the names of the English ones. */
export function unpackTexts(packed: PackedTexts, part: TextPart, names: TextTree): TextTree {
  const texts = packed.split(BETWEEN_PARTS)[TEXT_PARTS.indexOf(part)]?.split(BETWEEN_TEXTS) ?? []
  const name = (tree: TextTree): TextTree =>
    Object.fromEntries(
      Object.entries(tree).map(([key, node]) => [
        key,
        typeof node === 'string' ? (texts.shift() ?? node) : name(node),
      ]),
    )
  return name(names)
}
