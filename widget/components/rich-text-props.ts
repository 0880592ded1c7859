import type { FindLinks } from '../../contract/inline-markup.ts'
import type { CopyTexts } from '../locales/late-texts.ts'

export interface RichTextProps {
  readonly text: string
  readonly findLinks: FindLinks
  readonly words: CopyTexts
}
