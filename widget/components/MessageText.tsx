import { tokenize } from '../../contract/text-tokens.ts'

/** A message's text: text nodes and safe links, nothing else. */
export function MessageText({ text }: { readonly text: string }) {
  return (
    <>
      {tokenize(text).map((token) =>
        token.kind === 'link' ? (
          <a href={token.href} target="_blank" rel="noopener noreferrer">
            {token.text}
          </a>
        ) : (
          token.text
        ),
      )}
    </>
  )
}
