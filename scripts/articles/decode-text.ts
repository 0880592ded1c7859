/** Byte order marks and their encodings. Of two that begin alike the longer one is first. */
const MARKS: readonly (readonly [name: string, bytes: readonly number[]])[] = [
  ['UTF-32', [0xff, 0xfe, 0, 0]],
  ['UTF-32', [0, 0, 0xfe, 0xff]],
  ['UTF-16LE', [0xff, 0xfe]],
  ['UTF-16BE', [0xfe, 0xff]],
  ['UTF-8', [0xef, 0xbb, 0xbf]],
  ['UTF-7', [0x2b, 0x2f, 0x76]],
]
/** What bytes that aren't UTF-8 may be, where many letters take two of them. */
const EAST_ASIAN = ['Shift_JIS', 'EUC-JP', 'GB18030', 'Big5', 'EUC-KR'] as const

/**
 * The text of a file in UTF-8 or UTF-16, with or without a mark, lines ended by `\n` alone.
 *
 * @throws Error that names the encoding, as far as that can be told, and what to do
 */
export function decodeText(bytes: Uint8Array): string {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0]
  const encoding = marked ?? guessWide(bytes) ?? 'UTF-8'
  if (encoding === 'UTF-32' || encoding === 'UTF-7') throw refused(`is ${encoding}`)
  const text = decode(bytes, encoding)
  if (text === null)
    throw refused(encoding === 'UTF-8' ? `is not UTF-8${candidates(bytes)}` : `is broken ${encoding}`)
  // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
  if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text))
    throw new Error('is no text: it contains control characters')
  return text.replace(/\r\n?/g, '\n')
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Without a mark, the zeros of Latin letters, blanks and line ends tell UTF-16 and UTF-32. */
function guessWide(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | 'UTF-32' | null {
  const zerosAt = (place: number) => bytes.filter((byte, index) => byte === 0 && index % 4 === place).length
  const [a, b, c, d] = [zerosAt(0), zerosAt(1), zerosAt(2), zerosAt(3)]
  const many = bytes.length / 16
  if ((b > many && c > many && d > many) || (a > many && b > many && c > many)) return 'UTF-32'
  if (b > many && d > many && a + c === 0) return 'UTF-16LE'
  if (a > many && c > many && b + d === 0) return 'UTF-16BE'
  return null
}

/** What it may be instead: a few letters beyond ASCII are Western, many are of another script. */
function candidates(bytes: Uint8Array): string {
  const beyondAscii = bytes.filter((byte) => byte >= 0x80).length
  if (beyondAscii * 4 < bytes.length) return ', perhaps Windows-1252 or ISO 8859-1'
  const possible = EAST_ASIAN.filter((encoding) => decode(bytes, encoding) !== null)
  return `, perhaps ${[...possible, 'an 8-bit encoding such as Windows-1251'].join(', ')}`
}

function refused(why: string): Error {
  return new Error(`${why}. Save it as UTF-8.`)
}
