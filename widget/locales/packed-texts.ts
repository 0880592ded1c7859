/** Texts by name, some in groups. */
export interface TextTree {
  readonly [name: string]: string | TextTree
}

/** The parts of the panel whose texts are a language's first chunk. */
export type FirstPart = 'panel' | 'conversation' | 'more' | 'mail'
/** Those whose texts are its second one. */
export type LatePart = 'rating' | 'help' | 'attachments' | 'rich-text' | 'receipts' | 'alerts'
export type TextPart = FirstPart | LatePart

/**
 * A language's texts without their names: a line for each part, which begins with the part's name, in it the texts in
 * the order of the English ones.
 */
export type PackedTexts = string

export const BETWEEN_PARTS = '\n'
export const BETWEEN_TEXTS = '|'

/** Packed texts with the names of the English ones, which are there for what isn't. */
export function unpackTexts(packed: PackedTexts, part: TextPart, names: TextTree): TextTree {
  const lines = packed.split(BETWEEN_PARTS).map((line) => line.split(BETWEEN_TEXTS))
  const [, ...texts] = lines.find(([name]) => name === part) ?? []
  const name = (tree: TextTree): TextTree =>
    Object.fromEntries(
      Object.entries(tree).map(([key, node]) => [
        key,
        typeof node === 'string' ? (texts.shift() ?? node) : name(node),
      ]),
    )
  return name(names)
}
