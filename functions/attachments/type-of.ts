import { extensionOf } from './clean-name.ts'

/** A type of files that is taken. */
export interface FileType {
  readonly type: string
  /** The usual one first. */
  readonly extensions: readonly string[]
}

/** Types that their first bytes give away. */
const BY_CONTENT: readonly (FileType & { readonly at: number; readonly starts: readonly string[] })[] = [
  { at: 0, starts: ['\x89PNG\r\n\x1a\n'], type: 'image/png', extensions: ['png'] },
  { at: 0, starts: ['\xff\xd8\xff'], type: 'image/jpeg', extensions: ['jpg', 'jpeg', 'jfif'] },
  { at: 0, starts: ['GIF87a', 'GIF89a'], type: 'image/gif', extensions: ['gif'] },
  { at: 8, starts: ['WEBPVP8'], type: 'image/webp', extensions: ['webp'] },
  {
    at: 4,
    starts: ['ftypheic', 'ftypheix', 'ftypheim', 'ftyphevc', 'ftypmif1', 'ftypmsf1'],
    type: 'image/heic',
    extensions: ['heic', 'heif'],
  },
  { at: 0, starts: ['%PDF-'], type: 'application/pdf', extensions: ['pdf'] },
]

const OPEN_XML = 'application/vnd.openxmlformats-officedocument'
/** Archives, and documents that are archives inside: only their names tell them apart. */
const BY_NAME_IN_ZIP: readonly FileType[] = [
  { type: 'application/zip', extensions: ['zip'] },
  { type: `${OPEN_XML}.wordprocessingml.document`, extensions: ['docx'] },
  { type: `${OPEN_XML}.spreadsheetml.sheet`, extensions: ['xlsx'] },
  { type: `${OPEN_XML}.presentationml.presentation`, extensions: ['pptx'] },
  { type: 'application/vnd.oasis.opendocument.text', extensions: ['odt'] },
  { type: 'application/vnd.oasis.opendocument.spreadsheet', extensions: ['ods'] },
  { type: 'application/vnd.oasis.opendocument.presentation', extensions: ['odp'] },
]

/** Documents of older offices. */
const BY_NAME_IN_COMPOUND: readonly FileType[] = [
  { type: 'application/msword', extensions: ['doc'] },
  { type: 'application/vnd.ms-excel', extensions: ['xls'] },
  { type: 'application/vnd.ms-powerpoint', extensions: ['ppt'] },
]

const BY_NAME_IN_TEXT: readonly FileType[] = [
  { type: 'text/plain', extensions: ['txt', 'log', 'md'] },
  { type: 'text/csv', extensions: ['csv'] },
]

/** Types by what a name says, of files that begin in one way. */
const FAMILIES: readonly (readonly [start: string, types: readonly FileType[]])[] = [
  ['PK\x03\x04', BY_NAME_IN_ZIP],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', BY_NAME_IN_COMPOUND],
]

/** So much of a text is looked at. */
const TEXT_SAMPLE = 4096

/**
 * The type of a file by its first bytes, and by its name only between types that begin alike; null for one that isn't
 * taken. Pages and pictures that can hold scripts are texts here, whose names nothing that is taken has.
 */
export function typeOf(start: Uint8Array, name: string): FileType | null {
  const latin = Buffer.from(start.buffer, start.byteOffset, Math.min(start.byteLength, 16)).toString('latin1')
  const known = BY_CONTENT.find(({ at, starts }) => starts.some((text) => latin.startsWith(text, at)))
  if (known !== undefined) return known
  const extension = extensionOf(name)
  const [, family] = FAMILIES.find(([first]) => latin.startsWith(first)) ?? []
  const types = family ?? (isText(start.subarray(0, TEXT_SAMPLE)) ? BY_NAME_IN_TEXT : [])
  return types.find(({ extensions }) => extensions.includes(extension)) ?? null
}

/** UTF-8, or another charset that ASCII begins, without the controls that only programs have. */
function isText(sample: Uint8Array): boolean {
  return sample.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13))
}
