import type { ArticleBlock, Inline } from './article-blocks.ts'

/** An article's text as elements; nothing of it becomes markup of the page. */
export function ArticleBody({ blocks }: { readonly blocks: readonly ArticleBlock[] }) {
  return (
    <>
      {blocks.map((block) => (
        <Block block={block} />
      ))}
    </>
  )
}

function Block({ block }: { readonly block: ArticleBlock }) {
  switch (block.kind) {
    case 'heading':
      return (
        <h3 dir="auto">
          <Pieces pieces={block.content} />
        </h3>
      )
    case 'paragraph':
      return (
        <p dir="auto">
          <Pieces pieces={block.content} />
        </p>
      )
    case 'code':
      return <pre dir="ltr">{block.text}</pre>
    case 'list': {
      const items = block.items.map(({ content }) => (
        <li dir="auto">
          <Pieces pieces={content} />
        </li>
      ))
      return block.start === null ? (
        <ul dir="auto">{items}</ul>
      ) : (
        <ol dir="auto" start={block.start}>
          {items}
        </ol>
      )
    }
    default:
      return block satisfies never
  }
}

function Pieces({ pieces }: { readonly pieces: readonly Inline[] }) {
  return (
    <>
      {pieces.map((piece) => {
        switch (piece.kind) {
          case 'text':
            return piece.text
          case 'code':
            return <code>{piece.text}</code>
          case 'bold':
            return (
              <strong>
                <Pieces pieces={piece.content} />
              </strong>
            )
          case 'link':
            return (
              <a href={piece.href} target="_blank" rel="noopener noreferrer">
                {piece.text}
              </a>
            )
          default:
            return piece satisfies never
        }
      })}
    </>
  )
}
