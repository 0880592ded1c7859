import type { Inline } from '../../contract/inline-markup.ts'
import { formatText, type RichItem, type RichList } from '../../contract/rich-text.ts'
import { formatArticle, type ArticleBlock } from '../rich-text/format-article.ts'
import type { RichTextProps } from './rich-text-props.ts'
import { CodeBlock } from './CodeBlock.tsx'

/** A message's text as elements: nothing of it becomes markup of the page. */
export function RichText({ text, findLinks, words }: RichTextProps) {
  return (
    <div class="rich">
      <Blocks blocks={formatText(text, findLinks)} words={words} />
    </div>
  )
}

/** The same of an article's text, which is longer. */
export function RichArticle({ text, findLinks, words }: RichTextProps) {
  return (
    <div class="rich">
      <Blocks blocks={formatArticle(text, findLinks)} words={words} />
    </div>
  )
}

function Blocks({
  blocks,
  words,
}: Pick<RichTextProps, 'words'> & { readonly blocks: readonly ArticleBlock[] }) {
  return (
    <>
      {blocks.map((block) => {
        switch (block.kind) {
          case 'heading':
            return (
              <h3 dir="auto">
                <Pieces pieces={block.content} />
              </h3>
            )
          case 'paragraph':
            return (
              <p>
                <Pieces pieces={block.content} />
              </p>
            )
          case 'code':
            return <CodeBlock text={block.text} words={words} />
          case 'quote':
            return (
              <blockquote dir="auto">
                <Blocks blocks={block.content} words={words} />
              </blockquote>
            )
          case 'list':
            return <List list={block} />
        }
      })}
    </>
  )
}

function List({ list: { start, items } }: { readonly list: RichList }) {
  const entries = items.map((item) => <Item item={item} />)
  return start === null ? (
    <ul dir="auto">{entries}</ul>
  ) : (
    <ol dir="auto" start={start}>
      {entries}
    </ol>
  )
}

function Item({ item: { content, lists } }: { readonly item: RichItem }) {
  return (
    <li>
      <Pieces pieces={content} />
      {lists.map((list) => (
        <List list={list} />
      ))}
    </li>
  )
}

const TAGS = { bold: 'strong', italic: 'em', strike: 's' } as const

function Pieces({ pieces }: { readonly pieces: readonly Inline[] }) {
  return (
    <>
      {pieces.map((piece) => {
        switch (piece.kind) {
          case 'text':
            return piece.text
          case 'code':
            return <code>{piece.text}</code>
          case 'break':
            return <br />
          case 'link':
            return (
              <>
                <a href={piece.href} target="_blank" rel="noopener noreferrer">
                  <Pieces pieces={piece.content} />
                </a>
                {piece.destination !== null && <bdi class="destination"> ({piece.destination})</bdi>}
              </>
            )
          case 'bold':
          case 'italic':
          case 'strike': {
            const Tag = TAGS[piece.kind]
            return (
              <Tag>
                <Pieces pieces={piece.content} />
              </Tag>
            )
          }
        }
      })}
    </>
  )
}
