import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { violations, walls, type SourceFile } from '../support/import-walls.ts'

const root = resolve(import.meta.dirname, '../..')
const folders = [...new Set(Object.keys(walls).map((folder) => folder.split('/')[0]))]

/** Documents that describe the tree, from the root. */
const documents = ['ARCHITECTURE.md', 'docs/decisions.md']
const read = (path: string) => readFileSync(resolve(root, path), 'utf8')
/** Packages that the documents name together with a path inside of them. */
const packageNames = ['zod', '@nanostores', '@hono']

function sources(): SourceFile[] {
  return folders
    .flatMap((folder) =>
      globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: ['**/dist/**', '**/node_modules/**'] }),
    )
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: read(path) }))
}

/** `{a,b}/c` as `a/c` and `b/c`. */
function expanded(name: string): string[] {
  const [, before = '', list, after = ''] = /^(.*)\{(.+)\}(.*)$/.exec(name) ?? []
  return list === undefined ? [name] : list.split(',').map((one) => `${before}${one}${after}`)
}

/** What a text puts between backticks and looks like a path of the tree: not a command, route or package. */
function pathsIn(text: string): string[] {
  const spans = [...text.replaceAll(/^```[^]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, span = '']) => span,
  )
  return spans.filter(
    (span) => /^[\w.][^ ]*\/|^[\w.-]+\.(?:tsx?|mjs|md|json)$/.test(span) && !isPackage(span),
  )
}

function isPackage(specifier: string): boolean {
  return packageNames.some((name) => specifier === name || specifier.startsWith(`${name}/`))
}

/** The first cells of all tables whose first column is headed `folder`. */
function foldersIn(text: string): string[] {
  const tables = text.matchAll(/^\| folder .*\n\|[ -|]+\n((?:\|.*\n)+)/gm)
  const cells = [...tables].flatMap(([, rows = '']) => [...rows.matchAll(/^\| `([^`]+)`/gm)])
  return cells.flatMap(([, name = '']) => expanded(name))
}

describe('the documents', () => {
  it.each(documents)('name only paths that exist: %s', (document) => {
    const paths = pathsIn(read(document))
    expect(paths.length).toBeGreaterThan(10)
    expect(paths.flatMap(expanded).filter((path) => globSync(path, { cwd: root }).length === 0)).toEqual([])
  })

  it('list the folders of the import rules', () => {
    const homes = Object.keys(walls).map((entry) => entry.replace(/\/[^/]*\.tsx?$/, ''))
    expect(foldersIn(read('ARCHITECTURE.md')).sort()).toEqual([...new Set(homes)].sort())
  })
})

describe('the import rules', () => {
  it('are kept by every file', () => {
    expect(violations(sources())).toEqual([])
  })

  it('leave local-appwrite’s inside to its own files', () => {
    const inside = /^(?:import .*|\} )from '(?:\.\.\/)+local-appwrite\//m
    const others = globSync(['tests/**/*.ts', 'deployment/**/*.ts'], { cwd: root })
    expect(others.filter((path) => inside.test(read(path)))).toEqual([])
  })

  it('are about files that exist', () => {
    expect(sources().length).toBeGreaterThan(100)
  })

  it.each([
    ['contract/ids.ts', "import { readFile } from 'node:fs'", 'node:fs'],
    ['contract/ids.ts', "import type { X } from '../client/x.ts'", 'client/x.ts'],
    ['client/x.ts', "import * as z from 'zod/mini'", 'zod/mini'],
    ['widget/store/x.ts', "import { y } from '../../inbox/y.ts'", 'inbox/y.ts'],
    ['widget/store/x.ts', "import { requestJson } from '../../client/http.ts'", 'client/http.ts'],
    [
      'widget/store/x.ts',
      "import { hasWritten } from '../panel/has-written.ts'",
      'widget/panel/has-written.ts',
    ],
    ['widget/store/x.ts', "import { h } from 'preact'", 'preact'],
    ['widget/store/x.ts', 'const shown = document.hidden', 'document'],
    ['widget/store/x.ts', "const at = `${window.location.href}/it's`", 'window'],
    ['widget/store/x.ts', 'void fetch(address)', 'fetch'],
    ['widget/store/x.ts', 'localStorage.clear()', 'localStorage'],
    [
      'widget/components/X.tsx',
      "import { openChat } from '../../client/chat-client.ts'",
      'client/chat-client.ts',
    ],
    ['widget/components/X.tsx', 'useEffect(() => void fetch(address))', 'fetch'],
    ['widget/components/X.tsx', 'const socket = new WebSocket(address)', 'WebSocket'],
    ['inbox/sessions/x.ts', "import { y } from './y-calls.ts'", 'inbox/sessions/y-calls.ts'],
    ['inbox/sessions/x.ts', "import { y } from '../statistics/y.ts'", 'inbox/statistics/y.ts'],
    ['inbox/sessions/x.ts', "import type { Y } from '../conversation/y.ts'", 'inbox/conversation/y.ts'],
    ['inbox/sessions/x.ts', "import { y } from '../features.ts'", 'inbox/features.ts'],
    ['inbox/sessions/x.ts', "import { requestJson } from '../../client/http.ts'", 'client/http.ts'],
    ['inbox/sessions/x.ts', "import { Client } from 'appwrite'", 'appwrite'],
    ['inbox/sessions/x.ts', 'globalThis.fetch(address)', 'globalThis'],
    ['inbox/account/x-calls.ts', "import { Client } from 'appwrite'", 'appwrite'],
    ['inbox/account/x-calls.ts', "import { y } from '../sessions/y-calls.ts'", 'inbox/sessions/y-calls.ts'],
    ['inbox/account/x-calls.ts', 'localStorage.clear()', 'localStorage'],
    ['inbox/account/X.tsx', "import { y } from './y-calls.ts'", 'inbox/account/y-calls.ts'],
    ['inbox/account/X.tsx', "import { Y } from '../sessions/Y.tsx'", 'inbox/sessions/Y.tsx'],
    ['inbox/account/X.tsx', "import { y } from '../features.ts'", 'inbox/features.ts'],
    ['inbox/account/X.tsx', 'sessionStorage.setItem(name, text)', 'sessionStorage'],
    ['inbox/elements/X.tsx', "import { Y } from '../sessions/Y.tsx'", 'inbox/sessions/Y.tsx'],
    ['inbox/main.tsx', "import { Client } from 'appwrite'", 'appwrite'],
    ['widget/panel/main.tsx', "import 'node:path'", 'node:path'],
    ['widget/panel/main.tsx', "const sdk = await import('appwrite')", 'appwrite'],
    ['functions/chat/send.ts', "import { Client } from 'node-appwrite'", 'node-appwrite'],
    ['functions/chat/send.ts', "export { x } from '../admin/x.ts'", 'functions/admin/x.ts'],
    ['functions/platform/x.ts', "import { y } from '../repositories/y.ts'", 'functions/repositories/y.ts'],
    ['local-appwrite/store/x.ts', "import { y } from '../services/y.ts'", 'local-appwrite/services/y.ts'],
    ['local-appwrite/services/x.ts', "import { y } from '../http/y.ts'", 'local-appwrite/http/y.ts'],
    [
      'local-appwrite/services/people/x.ts',
      "import { y } from '../rows/y.ts'",
      'local-appwrite/services/rows/y.ts',
    ],
    [
      'local-appwrite/services/schema/x.ts',
      "import { y } from '../queries/y.ts'",
      'local-appwrite/services/queries/y.ts',
    ],
    ['local-appwrite/services/x.ts', "import { y } from './rows/y.ts'", 'local-appwrite/services/rows/y.ts'],
    [
      'local-appwrite/store/geometry/x.ts',
      "import { y } from '../tables/y.ts'",
      'local-appwrite/store/tables/y.ts',
    ],
    [
      'local-appwrite/http/rows/x.ts',
      "import { y } from '../people/y.ts'",
      'local-appwrite/http/people/y.ts',
    ],
    ['scripts/x.ts', "import {\n  y,\n} from '../local-appwrite/store/y.ts'", 'local-appwrite/store/y.ts'],
    ['scripts/x.ts', "import { y } from '../local-appwrite/server.ts'", 'local-appwrite/server.ts'],
    ['local-appwrite/vitest.ts', "import { y } from './store/y.ts'", 'local-appwrite/store/y.ts'],
  ])('stop %s with %s', (path, text, target) => {
    expect(violations([{ path, text }])).toEqual([`${path} → ${target}`])
  })

  it.each([
    ['widget/store/x.ts', "import type { ChatClient } from '../../client/chat-client.ts'"],
    ['widget/store/x.ts', '/** The document that window.fetch reads. */ // localStorage'],
    ['widget/store/x.ts', "const what = { fetch: 1, text: 'a window' }; client.fetch(row.location)"],
    ['widget/components/X.tsx', 'document.addEventListener(type, listener)'],
    ['scripts/x.ts', "import { startLocalAppwrite } from 'local-appwrite'"],
    ['inbox/sessions/X.tsx', "import { VIEWS } from './view.ts'"],
    ['inbox/sessions/x.ts', "import type { Calls } from './x-calls.ts'"],
    ['inbox/features.ts', "import { y } from './sessions/y-calls.ts'"],
  ])('let pass %s with %s', (path, text) => {
    expect(violations([{ path, text }])).toEqual([])
  })

  it('stop a file in a folder that nobody planned', () => {
    expect(violations([{ path: 'utils/x.ts', text: '' }])).toEqual([
      'utils/x.ts is in no folder of the table',
    ])
  })
})
