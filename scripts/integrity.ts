import { createHash } from 'node:crypto'

/** What a page puts into the tag's `integrity`, so that it runs this very file or none (Subresource Integrity). */
export function integrityOf(file: Uint8Array): string {
  return `sha384-${createHash('sha384').update(file).digest('base64')}`
}
