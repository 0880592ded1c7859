/** First bytes that give a type away, with where they begin. */
const SIGNATURES: readonly { readonly at: number; readonly bytes: string; readonly type: string }[] = [
  { at: 0, bytes: '\x89PNG\r\n\x1a\n', type: 'image/png' },
  { at: 0, bytes: '\xff\xd8\xff', type: 'image/jpeg' },
  { at: 0, bytes: 'GIF8', type: 'image/gif' },
  { at: 8, bytes: 'WEBP', type: 'image/webp' },
  { at: 8, bytes: 'WAVE', type: 'audio/x-wav' },
  { at: 4, bytes: 'ftypavif', type: 'image/avif' },
  { at: 4, bytes: 'ftypheic', type: 'image/heic' },
  { at: 4, bytes: 'ftypqt', type: 'video/quicktime' },
  { at: 4, bytes: 'ftypM4A', type: 'audio/x-m4a' },
  { at: 4, bytes: 'ftyp', type: 'video/mp4' },
  { at: 0, bytes: '\x1aE\xdf\xa3', type: 'video/webm' },
  { at: 0, bytes: 'OggS', type: 'audio/ogg' },
  { at: 0, bytes: 'ID3', type: 'audio/mpeg' },
  { at: 0, bytes: '\xff\xfb', type: 'audio/mpeg' },
  { at: 0, bytes: 'BM', type: 'image/bmp' },
  { at: 0, bytes: '%PDF-', type: 'application/pdf' },
  { at: 0, bytes: 'PK\x03\x04', type: 'application/zip' },
  { at: 0, bytes: '\x1f\x8b', type: 'application/gzip' },
]

/** Beginnings of texts that are more than plain text, in lower case. */
const TEXTS: readonly (readonly [beginning: string, type: string])[] = [
  ['<!doctype html', 'text/html'],
  ['<html', 'text/html'],
  ['<head', 'text/html'],
  ['<body', 'text/html'],
  ['<script', 'text/html'],
  ['<svg', 'image/svg+xml'],
  ['<?xml', 'text/xml'],
]

/** How much of a file is looked at, in bytes. */
export const SNIFFED_BYTES = 4096

function isText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false
  // A character may be cut at the end of the sample: streaming mode does not mind.
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/**
 * The type of a file by its first bytes (Appwrite asks libmagic, and ignores the type that was uploaded). `whole` tells
 * that `start` is all of it.
 */
export function sniffMimeType(start: Uint8Array, whole: boolean): string {
  if (start.byteLength === 0) return 'application/x-empty'
  // Too short to tell, even for plain text.
  if (start.byteLength === 1 && whole) return 'application/octet-stream'
  const latin = Buffer.from(start).toString('latin1')
  const known = SIGNATURES.find(({ at, bytes }) => latin.startsWith(bytes, at))
  if (known !== undefined) return known.type
  if (!isText(start)) return 'application/octet-stream'
  const beginning = latin.trimStart().slice(0, 200).toLowerCase()
  const text = TEXTS.find(([prefix]) => beginning.startsWith(prefix))
  if (text !== undefined) return text[0] === '<?xml' && beginning.includes('<svg') ? 'image/svg+xml' : text[1]
  return whole && /^[{[]/.test(beginning) && isJson(start) ? 'application/json' : 'text/plain'
}

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(bytes).toString('utf8'))
    return true
  } catch {
    return false
  }
}
