import * as limits from './limits.ts'

/** Letters and digits of any script; inside also dots, dashes and underscores. */
const TAG = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u

/** A tag as it is stored, in lower case; null for what can't be one. */
export function readTag(text: string): string | null {
  const tag = text.normalize('NFC').toLowerCase()
  return TAG.test(tag) && Array.from(tag).length <= limits.tagMax ? tag : null
}

/** The tag in a part of an address, which carries letters that ASCII lacks in their escaped form. */
export function readTagInPath(part: string): string | null {
  try {
    return readTag(decodeURIComponent(part))
  } catch {
    // A percent sign that escapes nothing.
    return null
  }
}
