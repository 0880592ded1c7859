import * as limits from '../contract/limits.ts'
import { readTag } from '../contract/tag.ts'
import { InputError } from './terminal/command.ts'
import { plainText } from './terminal/plain-text.ts'

/**
 * The tag that an operator means, as it is stored.
 *
 * @throws InputError when it can be none
 */
export function tagCalled(text: string): string {
  const tag = readTag(text)
  if (tag !== null) return tag
  throw new InputError(
    `"${plainText(text)}" can’t be a tag: it has up to ${limits.tagMax} letters and digits, inside also dots, dashes and underscores.`,
  )
}
