import * as limits from './limits.ts'

/** A tag as it is stored, in lower case; null for what can't be one. */
export function readTag(text: string): string | null {
  const tag = text.normalize('NFC').toLowerCase()
  // Letters and digits of any script. Here, as Node needs milliseconds for such an expression, and starts without it.
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u.test(tag) && Array.from(tag).length <= limits.tagMax
    ? tag
    : null
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
