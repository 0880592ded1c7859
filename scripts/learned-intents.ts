import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Plugin } from 'esbuild'
import { isRecord } from '../contract/is-record.ts'
import { writeIfChanged } from './write-if-changed.ts'

const root = resolve(import.meta.dirname, '..')
/** All that what is learned follows from: phrases, and how they are read and learned. */
const SOURCES = ['functions/bot/intents', 'functions/language']

/**
 * Learns the bot's intents while a bundle is built, and bundles what was learned instead of how. Learning takes three
 * seconds of every build, so what was learned is kept beside the bundles until one of its sources changes.
 */
export const learnedIntents: Plugin = {
  name: 'learned-intents',
  setup(build) {
    build.onLoad({ filter: /[/\\]intents[/\\]trained-classifier\.ts$/ }, async () => ({
      contents: `export const trained = ${await learned()}`,
      loader: 'js',
    }))
  },
}

/** What is learned, as JSON. */
async function learned(): Promise<string> {
  const kept = join(root, 'dist/learned-intents.json')
  const digest = digestOfSources()
  const known = readKept(kept)
  if (known?.digest === digest) return known.trained
  // Not before a bundle asks for it: importing it is training it.
  const { trained } = await import('../functions/bot/intents/trained-classifier.ts')
  const text = JSON.stringify(trained)
  await writeIfChanged(kept, Buffer.from(JSON.stringify({ digest, trained: text })))
  return text
}

/** Null for what is not there, or not whole. */
function readKept(path: string): { readonly digest: string; readonly trained: string } | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (!isRecord(value)) return null
    const { digest, trained } = value
    return typeof digest === 'string' && typeof trained === 'string' ? { digest, trained } : null
  } catch {
    return null
  }
}

function digestOfSources(): string {
  const hash = createHash('sha256')
  for (const folder of SOURCES) {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()
    for (const name of names.filter((one) => /\.(?:ts|txt)$/.test(one))) {
      hash.update(`${name}\n`).update(readFileSync(join(root, folder, name)))
    }
  }
  return hash.digest('hex')
}
