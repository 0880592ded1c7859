import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isRecord } from '../../contract/is-record.ts'

const root = resolve(import.meta.dirname, '../..')
let clone: string
beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'porchlight-clone-'))
  await mkdir(join(clone, 'scripts'))
  for (const name of ['run.mjs', 'ensure-installed.mjs']) {
    await copyFile(join(root, 'scripts', name), join(clone, 'scripts', name))
  }
  await writeFile(join(clone, 'package-lock.json'), '{}')
  await writeFile(
    join(clone, 'scripts/say.ts'),
    `const words: string[] = process.argv.slice(2)\nconsole.log(words.join('+'))\n`,
  )
})
afterEach(() => rm(clone, { recursive: true, force: true }))

/** As if `npm ci` had run, without any package's install script. */
async function installWithoutScripts(): Promise<void> {
  await mkdir(join(clone, 'node_modules'))
  await writeFile(
    join(clone, 'node_modules/.porchlight-lockfile'),
    createHash('sha256').update('{}').digest('hex'),
  )
}

function runSay(version: string, environment: Readonly<Record<string, string>> = {}) {
  const asVersion = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', asVersion, 'scripts/run.mjs', 'say', 'a', '--b'],
    { cwd: clone, encoding: 'utf8', env: { PATH: process.env['PATH'], ...environment } },
  )
  return { status, stdout, stderr }
}

it('says in one line what to do where install scripts don’t run and Node is too old for TypeScript', async () => {
  await installWithoutScripts()
  expect(runSay('20.19.0')).toEqual({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^Node 24 is a dependency, .*"npm rebuild node --ignore-scripts=false".*\n$/,
    ),
  })
})

it('needs no install scripts on Node 24, and passes arguments on', async () => {
  await installWithoutScripts()
  expect(runSay('24.0.0')).toEqual({ status: 0, stdout: 'a+--b\n', stderr: '' })
})

it('installs by npm whoever runs the script, and says what is missing without it', async () => {
  const { status, stderr } = runSay('24.0.0', { npm_execpath: '/somewhere/pnpm.cjs', PATH: clone })
  expect(status).toBe(1)
  expect(stderr).toMatch(/\n"npm ci .*" can't be started .*Install npm, then run this again\.\n$/)
})

it('leaves nothing to npm’s pre-scripts, which ignore-scripts and pnpm leave out', async () => {
  const value: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const scripts = isRecord(value) && isRecord(value['scripts']) ? value['scripts'] : {}
  expect(Object.keys(scripts).filter((name) => /^(pre|post)/.test(name))).toEqual([])
  for (const [name, line] of Object.entries(scripts)) {
    if (name !== 'format') expect(line, name).toMatch(/^node scripts\/run\.mjs /)
  }
})
