import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isRecord } from '../../contract/is-record.ts'
import { appwriteConfig } from '../../scripts/appwrite-config.ts'

const committed: unknown = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../appwrite.json'), 'utf8'),
)

/** The keys by which Appwrite's own CLI reads a table, function, team or bucket, out of its source. */
function keysOfCli(): Record<string, ReadonlySet<string>> {
  const cli = createRequire(import.meta.url).resolve('appwrite-cli/package.json')
  const source = readFileSync(resolve(dirname(cli), 'lib/config.js'), 'utf8')
  const sets: Record<string, ReadonlySet<string>> = {}
  for (const [, name, list] of source.matchAll(/const (Key\w+) = new Set\(\[([^\]]*)\]/g)) {
    if (name)
      sets[name] = new Set([...(list ?? '').matchAll(/["']([^"']+)["']/g)].map((match) => match[1] ?? ''))
  }
  return sets
}

function unknownKeys(list: unknown, known: ReadonlySet<string> | undefined): string[] {
  if (!Array.isArray(list) || !known) return ['nothing to compare']
  return list.flatMap((item) =>
    isRecord(item) ? Object.keys(item).filter((key) => !known.has(key)) : ['no object'],
  )
}

describe('appwrite.json', () => {
  it('is what `npm run generate` writes', () => {
    expect(committed).toEqual(JSON.parse(JSON.stringify(appwriteConfig())))
  })

  it('holds the lists that the CLI reads', () => {
    expect(committed).toMatchObject({
      tablesDB: [{ $id: 'chat' }],
      tables: expect.any(Array),
      functions: expect.any(Array),
      teams: [{ $id: 'agents' }],
      buckets: [{ $id: 'attachments', $permissions: [], fileSecurity: true }],
    })
  })

  it('has no key that the CLI would drop', () => {
    const config: unknown = committed
    const keys = keysOfCli()
    if (!isRecord(config) || !Array.isArray(config['tables'])) throw new Error('no tables')
    expect(unknownKeys(config['tables'], keys['KeysTable'])).toEqual([])
    expect(unknownKeys(config['functions'], keys['KeysFunction'])).toEqual([])
    expect(unknownKeys(config['tablesDB'], keys['KeysDatabase'])).toEqual([])
    expect(unknownKeys(config['teams'], keys['KeysTeams'])).toEqual([])
    expect(unknownKeys(config['buckets'], keys['KeysStorage'])).toEqual([])
    const columns = config['tables'].flatMap((table: Record<string, unknown>) => table['columns'])
    expect(unknownKeys(columns, keys['KeysColumns'])).toEqual([])
    const indexes = config['tables'].flatMap((table: Record<string, unknown>) => table['indexes'])
    expect(unknownKeys(indexes, keys['KeyIndexesColumns'])).toEqual([])
  })

  it('a key that the CLI doesn’t know is found', () => {
    expect(unknownKeys([{ $id: 'x', colour: 'red' }], new Set(['$id']))).toEqual(['colour'])
  })
})
