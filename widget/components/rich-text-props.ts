import type { FindLinks } from '../../contract/inline-markup.ts'

/** What the button of a block of code says, before and after it was pressed. */
export interface CopyTexts {
  readonly copy: string
  readonly copied: string
}

export interface RichTextProps {
  readonly text: string
  readonly findLinks: FindLinks
  readonly words: CopyTexts
}
