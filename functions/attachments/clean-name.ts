import * as attachmentLimits from '../../contract/attachment-limits.ts'

/** Controls, signs that turn the direction of a text or can't be seen, and what paths, headers and markup are made of. */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}"<>|*?:`\\/]/gu

/**
 * A file's name as people see and save it: the last part of a path, with the extension of its type, which decides what
 * it is opened with.
 *
 * @param extensions of its type, the usual one first
 */
export function cleanName(given: string, extensions: readonly string[]): string {
  const last = given.slice(0, 1000).split(/[\\/]/).at(-1) ?? ''
  // A dot at the start hides a file, one at the end is dropped by Windows.
  const plain = last
    .replace(HARMFUL, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
  const dot = plain.lastIndexOf('.')
  const extension = extensionOf(plain)
  const [usual = ''] = extensions
  const [stem, ending] = extensions.includes(extension)
    ? [plain.slice(0, dot), extension]
    : [/^[a-z0-9]{1,5}$/.test(extension) ? plain.slice(0, dot) : plain, usual]
  const room = attachmentLimits.nameMax - ending.length - 1
  const kept = Array.from(stem)
    .slice(0, room)
    .join('')
    .replace(/[. ]+$/, '')
  return `${kept === '' ? 'file' : kept}.${ending}`
}

/** What is behind the last dot, in lower case; empty for nothing. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot < 0
    ? ''
    : name
        .slice(dot + 1)
        .trim()
        .toLowerCase()
}
