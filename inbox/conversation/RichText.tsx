import { useRef, useState } from 'preact/hooks'
import type { Inline } from '../../contract/inline-markup.ts'
import { formatText, type RichBlock, type RichList } from '../../contract/rich-text.ts'
import { tokenize } from '../../contract/text-tokens.ts'

/** What bot or agent said, as the visitor sees it: elements, and nothing of it becomes markup of the page. */
export function RichText({ text }: { readonly text: string }) {
  return <Blocks blocks={formatText(text, tokenize)} />
}

function Blocks({ blocks }: { readonly blocks: readonly RichBlock[] }) {
  return (
    <>
      {blocks.map((block) => {
        switch (block.kind) {
          case 'paragraph':
            return (
              <p dir="auto">
                <Pieces pieces={block.content} />
              </p>
            )
          case 'code':
            return <CodeBlock text={block.text} />
          case 'quote':
            return (
              <blockquote dir="auto">
                <Blocks blocks={block.content} />
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
  const entries = items.map(({ content, lists }) => (
    <li dir="auto">
      <Pieces pieces={content} />
      {lists.map((list) => (
        <List list={list} />
      ))}
    </li>
  ))
  return start === null ? (
    <ul dir="auto">{entries}</ul>
  ) : (
    <ol dir="auto" start={start}>
      {entries}
    </ol>
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
                {piece.destination !== null && <bdi class="quiet"> ({piece.destination})</bdi>}
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

/** Where the browser forbids to copy it is selected, to be copied by hand. */
function CodeBlock({ text }: { readonly text: string }) {
  const code = useRef<HTMLElement>(null)
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      if (code.current) getSelection()?.selectAllChildren(code.current)
    }
  }
  return (
    <div class="code">
      <button class="text-button" type="button" onClick={() => void copy()} onBlur={() => setCopied(false)}>
        {isCopied ? 'Copied' : 'Copy'}
      </button>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0}>
        <code ref={code}>{text}</code>
      </pre>
    </div>
  )
}
