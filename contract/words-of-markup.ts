import type { Inline } from './inline-markup.ts'
import { formatText, type RichBlock, type RichList } from './rich-text.ts'
import { tokenize } from './text-tokens.ts'

/** What bot or agent said without the marks of its format, for where only plain text is shown. Takes time in proportion to the text. */
export function wordsOfMarkup(text: string): string {
  return blocksText(formatText(text, tokenize))
}

function blocksText(blocks: readonly RichBlock[]): string {
  return blocks.map(blockText).join('\n\n')
}

function blockText(block: RichBlock): string {
  switch (block.kind) {
    case 'paragraph':
      return piecesText(block.content)
    case 'code':
      return block.text
    case 'quote':
      return blocksText(block.content)
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')
    case 'list':
      return listText(block, '')
    default:
      return block satisfies never
  }
}

function listText({ start, items }: RichList, indent: string): string {
  return items
    .flatMap(({ content, lists }, index) => [
      `${indent}${start === null ? '-' : `${start + index}.`} ${piecesText(content)}`,
      ...lists.map((list) => listText(list, `${indent}  `)),
    ])
    .join('\n')
}

function piecesText(pieces: readonly Inline[]): string {
  return pieces
    .map((piece) => {
      switch (piece.kind) {
        case 'text':
        case 'code':
          return piece.text
        case 'break':
          return '\n'
        case 'link': {
          const words = piecesText(piece.content)
          return isItsAddress(words, piece.href) ? words : `${words} (${piece.href})`
        }
        case 'bold':
        case 'italic':
        case 'strike':
          return piecesText(piece.content)
      }
    })
    .join('')
}

/** Whether a link's text says already where it leads. */
function isItsAddress(words: string, href: string): boolean {
  return (
    href === words || href === `mailto:${words}` || href === `${words}/` || URL.parse(words)?.href === href
  )
}
