import { spawnSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isRecord } from '../../contract/is-record.ts'

const root = resolve(import.meta.dirname, '../..')
/** As npm writes them. */
const workspace = { own: { version: '0.1.0' }, 'node_modules/own': { resolved: 'own', link: true } }
const part = { 'node_modules/part': { version: '1.2.3', integrity: 'sha512-part' }, ...workspace }
const tool = { 'node_modules/tool': { version: '4.5.6', integrity: 'sha512-tool', dev: true } }
const forOthers = { 'node_modules/for-others': { version: '7.8.9', integrity: 'sha512-os', optional: true } }
const wanted = { '': { name: 'clone' }, ...part, ...tool, ...forOthers }

let clone: string
beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'porchlight-clone-'))
  await mkdir(join(clone, 'scripts'))
  for (const name of ['run.mjs', 'ensure-installed.mjs']) {
    await copyFile(join(root, 'scripts', name), join(clone, 'scripts', name))
  }
  await writeFile(join(clone, 'package-lock.json'), JSON.stringify({ packages: wanted }))
  await writeFile(
    join(clone, 'scripts/say.ts'),
    `const words: string[] = process.argv.slice(2)\nconsole.log(words.join('+'))\n`,
  )
})
afterEach(() => rm(clone, { recursive: true, force: true }))

/** As if npm had put these packages in place, without any install script. */
async function putInPlace(packages: object): Promise<void> {
  await mkdir(join(clone, 'node_modules'), { recursive: true })
  await writeFile(join(clone, 'node_modules/.package-lock.json'), JSON.stringify({ packages }))
}

/** An npm that is run against all expectation looks for nothing on the network. */
function run(name: string, version: string, environment: Readonly<Record<string, string>> = {}) {
  const asVersion = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', asVersion, 'scripts/run.mjs', name, 'a', '--b'],
    {
      cwd: clone,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], npm_config_offline: 'true', ...environment },
    },
  )
  return { status, stdout, stderr }
}

/** What a script runs to install, on a machine whose npm can't be started; null when it installs nothing. */
function installs(name: string, version: string): string | null {
  const { stderr } = run(name, version, { PATH: clone })
  return /"(npm [^"]*)" can't be started/.exec(stderr)?.[1] ?? null
}

it('says in one line what to do where install scripts don’t run and Node is too old for TypeScript', async () => {
  await putInPlace({ ...part, ...tool })
  expect(run('say', '20.19.0')).toEqual({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^Node 24 is a dependency, .*"npm rebuild node --ignore-scripts=false".*\n$/,
    ),
  })
})

it('needs no install scripts on Node 24, and passes arguments on', async () => {
  await putInPlace({ ...part, ...tool })
  expect(run('say', '24.0.0')).toEqual({ status: 0, stdout: 'a+--b\n', stderr: '' })
})

it('installs by npm whoever runs the script, and says what is missing without it', async () => {
  const { status, stderr } = run('say', '24.0.0', { npm_execpath: '/somewhere/pnpm.cjs', PATH: clone })
  expect(status).toBe(1)
  expect(stderr).toMatch(/\n"npm ci .*" can't be started .*Install npm, then run this again\.\n$/)
})

it('installs nothing after npm ci, nor after an npm that left the tools of the tests out', async () => {
  await putInPlace({ ...part, ...tool })
  expect([installs('say', '24.0.0'), installs('say', '20.19.0')]).toEqual([null, null])
  await putInPlace(part)
  expect(run('say', '24.0.0')).toEqual({ status: 0, stdout: 'a+--b\n', stderr: '' })
})

it('installs no tools of the tests for what needs none, and all that an older Node or a test needs', async () => {
  expect(installs('say', '24.0.0')).toMatch(/^npm ci --omit=dev /)
  await putInPlace(part)
  for (const [name, version] of [
    ['say', '20.19.0'],
    ['run-tests', '24.0.0'],
    ['check', '24.0.0'],
    ['bench', '24.0.0'],
  ] as const) {
    expect(installs(name, version), `${name} on ${version}`).toMatch(/^npm ci --no-audit /)
  }
})

it('installs anew what is of another version, and takes away no tools that were there', async () => {
  const older = { 'node_modules/part': { version: '1.2.2', integrity: 'sha512-older' } }
  await putInPlace(older)
  expect(installs('say', '24.0.0')).toMatch(/^npm ci --omit=dev /)
  await putInPlace({ ...older, ...tool })
  expect(installs('say', '24.0.0')).toMatch(/^npm ci --no-audit /)
})

it('installs what lacks the link to a workspace', async () => {
  const { 'node_modules/own': _link, ...rest } = part
  await putInPlace(rest)
  expect(installs('say', '24.0.0')).toMatch(/^npm ci --omit=dev /)
})

it('leaves nothing to npm’s pre-scripts, which ignore-scripts and pnpm leave out', async () => {
  const value: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const scripts = isRecord(value) && isRecord(value['scripts']) ? value['scripts'] : {}
  expect(Object.keys(scripts).filter((name) => /^(pre|post)/.test(name))).toEqual([])
  for (const [name, line] of Object.entries(scripts)) {
    if (!['format', 'sbom'].includes(name)) expect(line, name).toMatch(/^node scripts\/run\.mjs /)
  }
})
