import { createRequire } from 'node:module'
import { isRecord } from '../../contract/is-record.ts'

// `scripts/build-cli.ts` takes this line out, so that the package goes into the bundle.
const require = createRequire(import.meta.url)

/** Letters and signs of one cell each: none is wide, joins others or is invisible. */
const PLAIN = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20cf]*$/

let measured: ((text: string) => number) | null = null

/** Cells that a text takes in a terminal; wide characters count as two. */
export function cellWidth(text: string): number {
  if (PLAIN.test(text)) return text.length
  // Its expressions take Node longer than all else that a script starts with.
  measured ??= loadStringWidth()
  return measured(text)
}

function loadStringWidth(): (text: string) => number {
  const loaded: unknown = require('string-width')
  const measure = isRecord(loaded) ? loaded['default'] : null
  if (typeof measure !== 'function') throw new Error('string-width has no default export')
  return (text) => {
    const width: unknown = Reflect.apply(measure, undefined, [text])
    return typeof width === 'number' ? width : 0
  }
}
