import type { Inline } from './inline-markup.ts'
import { formatText, type RichBlock, type RichList } from './rich-text.ts'
import { tokenize } from './text-tokens.ts'

/**
 * What bot or agent said, as HTML.
 *
 * @param escape makes of any text one that is nothing but text, in an attribute too
 */
export function htmlOfText(text: string, escape: (text: string) => string): string {
  return blocksHtml(formatText(text, tokenize), escape)
}

type Escape = (text: string) => string

function blocksHtml(blocks: readonly RichBlock[], escape: Escape): string {
  return blocks
    .map((block) => {
      switch (block.kind) {
        case 'paragraph':
          return `<p dir="auto">${piecesHtml(block.content, escape)}</p>`
        case 'code':
          return `<pre><code>${escape(block.text)}</code></pre>`
        case 'quote':
          return `<blockquote dir="auto">${blocksHtml(block.content, escape)}</blockquote>`
        case 'list':
          return listHtml(block, escape)
        default:
          return block satisfies never
      }
    })
    .join('')
}

function listHtml({ start, items }: RichList, escape: Escape): string {
  const entries = items.map(
    ({ content, lists }) =>
      `<li dir="auto">${piecesHtml(content, escape)}${lists.map((list) => listHtml(list, escape)).join('')}</li>`,
  )
  return start === null
    ? `<ul dir="auto">${entries.join('')}</ul>`
    : `<ol dir="auto" start="${start}">${entries.join('')}</ol>`
}

const TAGS = { bold: 'strong', italic: 'em', strike: 's' } as const

function piecesHtml(pieces: readonly Inline[], escape: Escape): string {
  return pieces
    .map((piece) => {
      switch (piece.kind) {
        case 'text':
          return escape(piece.text)
        case 'code':
          return `<code>${escape(piece.text)}</code>`
        case 'break':
          return '<br>'
        case 'link': {
          const rest = piece.destination === null ? '' : ` (${escape(piece.destination)})`
          return `<a href="${escape(piece.href)}" rel="noopener noreferrer">${piecesHtml(piece.content, escape)}</a>${rest}`
        }
        case 'bold':
        case 'italic':
        case 'strike': {
          const tag = TAGS[piece.kind]
          return `<${tag}>${piecesHtml(piece.content, escape)}</${tag}>`
        }
      }
    })
    .join('')
}
