import { HIDDEN } from './plain-text.ts'

/**
 * A value as JSON that is safe to look at in a terminal: what `plainText` removes is escaped here, so that
 * programs read the same value.
 *
 * @param indent blanks of each level; without it all is one line
 */
export function jsonText(value: unknown, indent?: number): string {
  // The line ends of the layout aren't anybody's text: those are escaped already.
  return JSON.stringify(value, null, indent).replace(HIDDEN, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
