import { randomBytes } from 'node:crypto'

/** A field of an answer; what is no text, number or bytes is written as JSON. */
type Field = unknown

/** True when the first form of answer that a caller accepts (of those there are) is multipart, not JSON. */
export function prefersMultipart(accept: string | null): boolean {
  for (const type of (accept ?? '').toLowerCase().split(',')) {
    const wanted = type.trim()
    if (wanted.startsWith('application/json') || wanted.startsWith('application/*')) return false
    if (wanted.startsWith('multipart/form-data') || wanted.startsWith('multipart/*')) return true
  }
  return false
}

/**
 * An answer as `multipart/form-data`, one part for each field, as Appwrite writes it: lists and objects are JSON with
 * a type of their own, null is empty, bytes are as they are.
 */
export function multipartResponse(status: number, fields: Readonly<Record<string, Field>>): Response {
  // Nobody can guess it, so no field can end its part before its time.
  const boundary = `${'-'.repeat(29)}${randomBytes(16).toString('hex')}`
  const parts = Object.entries(fields).flatMap(([name, value]) => {
    const isJson = typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
    const type = isJson ? '\r\nContent-Type: application/json' : ''
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${type}\r\n\r\n`
    return [Buffer.from(head), bytesOf(value), Buffer.from('\r\n')]
  })
  return new Response(Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]), {
    status,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  })
}

function bytesOf(value: Field): Uint8Array {
  if (value instanceof Uint8Array) return value
  if (value === null || value === undefined) return new Uint8Array()
  if (typeof value === 'string') return Buffer.from(value)
  return Buffer.from(JSON.stringify(value) ?? '')
}
