import { isAttachmentId } from './ids.ts'
import { isRecord } from './is-record.ts'

/** A file that a message carries. Its bytes are in the bucket `attachments`, under its id. */
export interface Attachment {
  readonly id: string
  /** For people: without paths, controls and signs that turn the direction of a text. */
  readonly name: string
  /** By the file's content, whatever its sender called it. */
  readonly type: string
  readonly bytes: number
  /** Of an image whose size its header tells, in pixels. */
  readonly width: number | null
  readonly height: number | null
}

/** The files in a message's `attachments`; one that isn't whole is left out. */
export function readAttachments(text: string | null): readonly Attachment[] {
  if (!text) return []
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    return []
  }
  return Array.isArray(list) ? list.map(readAttachment).filter((one) => one !== null) : []
}

/** One of them, or null when it is none. */
export function readAttachment(item: unknown): Attachment | null {
  if (!isRecord(item)) return null
  const { id, name, type, bytes } = item
  if (typeof id !== 'string' || !isAttachmentId(id)) return null
  if (typeof name !== 'string' || typeof type !== 'string' || typeof bytes !== 'number') return null
  return { id, name, type, bytes, width: pixels(item['width']), height: pixels(item['height']) }
}

function pixels(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null
}

/** Whether pages may show it as a picture: every browser draws these, and none of them can hold a script. */
export function isPicture(type: string): boolean {
  return /^image\/(?:png|jpeg|gif|webp)$/.test(type)
}
