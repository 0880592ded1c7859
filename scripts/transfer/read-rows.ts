import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { isRecord } from '../../contract/is-record.ts'
import { InputError } from '../terminal/command.ts'
import { readOlderShape } from './older-shapes.ts'
import { readPortableRow, type PortableRow } from './portable-rows.ts'

/** A file that is read as a whole. */
const JSON_MAX_BYTES = 256 * 1024 * 1024

/**
 * The rows of a file: of an export as lines (read one after another, however long the file is) or as JSON, or of what
 * another product kept.
 *
 * @throws InputError that says in which line or of what shape the file is not
 */
export async function* readRows(path: string): AsyncGenerator<PortableRow> {
  const lines = createInterface({
    input: createReadStream(path, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  let number = 0
  let isLines = false
  for await (const line of lines) {
    number += 1
    if (line.trim() === '') continue
    const value = parsed(number === 1 ? withoutMark(line) : line)
    const isOwn = isRecord(value) && 'kind' in value
    if (!isLines && !isOwn) {
      lines.close()
      yield* readWhole(path)
      return
    }
    isLines = true
    const row = readPortableRow(value)
    if (typeof row === 'string') throw new InputError(`Line ${number} of ${path} ${row}.`)
    yield row
  }
  if (!isLines) throw new InputError(`${path} is empty.`)
}

async function* readWhole(path: string): AsyncGenerator<PortableRow> {
  if ((await stat(path)).size > JSON_MAX_BYTES) {
    throw new InputError(`${path} is larger than 256 MB. Export as ndjson, which is read line by line.`)
  }
  const value = parsed(withoutMark(await readFile(path, 'utf8')))
  const rows = value === undefined ? null : readOlderShape(value)
  if (rows === null) {
    throw new InputError(
      `${path} is no export of export-sessions (ndjson or json), nor an object with "user_sessions", "ChatSession" and "ChatMessage", or an array of rows of a sessions collection.`,
    )
  }
  for (const [index, one] of rows.entries()) {
    const row = readPortableRow(one)
    if (typeof row === 'string') throw new InputError(`Row ${index + 1} of ${path} ${row}.`)
    yield row
  }
}

/** Some programs begin a file with a mark of its byte order. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
