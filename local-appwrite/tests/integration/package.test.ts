import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, globSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
/** What is neither packed nor needed to pack. */
const LEFT_OUT = new Set(['node_modules', 'dist', 'tests', 'bench'])
const LARGEST_INSTALLATION_BYTES = 10_000_000

let folder: string
let project: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-appwrite-package-'))
  const tarball = pack()
  project = join(folder, 'project')
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }')
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball])
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Packs a copy of the sources, so that what others are using at the moment stays as it is. */
function pack(): string {
  const clone = join(folder, 'clone')
  cpSync(join(root, 'local-appwrite'), join(clone, 'local-appwrite'), {
    recursive: true,
    filter: (path) => !LEFT_OUT.has(basename(path)),
  })
  for (const name of ['package.json', 'tsconfig.json']) cpSync(join(root, name), join(clone, name))
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'))
  mkdirSync(join(folder, 'packed'))
  run('npm', ['pack', '-w', 'local-appwrite', '--pack-destination', join(folder, 'packed')], clone)
  const [name = ''] = readdirSync(join(folder, 'packed'))
  return join(folder, 'packed', name)
}

/** Runs a command with this Node first in its path; gives what it prints. */
function run(command: string, args: readonly string[], cwd = project): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env: environment() })
  expect(status, `${command} ${args.join(' ')}\n${stdout}\n${stderr}`).toBe(0)
  return stdout
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}` }
}

describe('the package, in a folder with nothing else', () => {
  it('is all that an installation brings, and small', () => {
    expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'local-appwrite',
    ])
    const files = globSync('node_modules/**', { cwd: project, withFileTypes: true })
    const bytes = files
      .filter((file) => file.isFile())
      .map((file) => statSync(join(file.parentPath, file.name)).size)
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(LARGEST_INSTALLATION_BYTES)
  })

  it('holds no TypeScript to run, but types, the licences of others and its own', () => {
    const names = globSync('**/*', { cwd: join(project, 'node_modules/local-appwrite') })
    expect(names.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))).toEqual([])
    expect(names).toEqual(
      expect.arrayContaining([
        'dist/server.d.ts',
        'dist/THIRD-PARTY-NOTICES.txt',
        'LICENSE',
        'README.md',
        'CHANGELOG.md',
      ]),
    )
  })

  it('starts by npx, and answers', async () => {
    const child = spawn('npx', ['local-appwrite', '--port', '0', '--data', 'data', '--json'], {
      cwd: project,
      env: environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    })
    const [line]: unknown[] = await once(createInterface({ input: child.stdout }), 'line')
    const { endpoint, projectId, apiKey } = JSON.parse(String(line))
    const answer = await fetch(`${endpoint}/users`, {
      headers: { 'x-appwrite-project': projectId, 'x-appwrite-key': apiKey },
    })
    expect(answer.status).toBe(200)
    const ended = once(child, 'close')
    // npx hands its signals on, but only once what it started has begun to listen for them.
    process.kill(-(child.pid ?? 0), 'SIGTERM')
    await ended
  })

  it('starts from code, and names the package that comparing shapes needs', () => {
    writeFileSync(join(project, 'shapes.js'), SHAPES)
    const answer = JSON.parse(run(process.execPath, ['shapes.js']))
    expect(answer).toMatchObject({ code: 500, type: 'general_server_error' })
    expect(answer.message).toContain('npm install jsts')
  })

  it('has types that need nothing but Node’s', () => {
    const line = `const server = await startLocalAppwrite({ port: 0, dataDir: 'data' })`
    const wrong = `// @ts-expect-error -- a port is a number\nawait startLocalAppwrite({ port: '0', dataDir: 'data' })`
    writeFileSync(
      join(project, 'types.ts'),
      `import { startLocalAppwrite } from 'local-appwrite'\n${line}\nconst key: string = server.apiKey\nconsole.log(key)\n${wrong}\n`,
    )
    const options = {
      module: 'NodeNext',
      target: 'ES2024',
      strict: true,
      noEmit: true,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    }
    writeFileSync(
      join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, files: ['types.ts'] }),
    )
    expect(run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project])).toBe('')
  })
})

/** Two crossing lines, one stored and one asked for; prints the answer. */
const SHAPES = `
import { startLocalAppwrite } from 'local-appwrite'

const server = await startLocalAppwrite({ port: 0, dataDir: 'shapes' })
const headers = { 'x-appwrite-project': server.projectId, 'x-appwrite-key': server.apiKey, 'content-type': 'application/json' }
const call = async (path, body) => {
  const method = body === undefined ? 'GET' : 'POST'
  const response = await fetch(server.endpoint + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  return response.json()
}
await call('/tablesdb', { databaseId: 'd', name: 'd' })
await call('/tablesdb/d/tables', { tableId: 't', name: 't' })
await call('/tablesdb/d/tables/t/columns/line', { key: 'way', required: true })
await call('/tablesdb/d/tables/t/rows', { rowId: 'r', data: { way: [[0, 0], [2, 2]] } })
const query = { method: 'crosses', attribute: 'way', values: [[[0, 2], [2, 0]]] }
console.log(JSON.stringify(await call('/tablesdb/d/tables/t/rows?queries[0]=' + encodeURIComponent(JSON.stringify(query)))))
await server.close()
`
