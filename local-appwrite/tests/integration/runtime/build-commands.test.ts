import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Functions, type Models, ProjectKeyScopes, Runtime } from 'node-appwrite'
import { InputFile } from 'node-appwrite/file'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { runBuildCommands } from '../../../runtime/build-commands.ts'
import { type LocalAppwrite, startLocalAppwrite } from '../../../server.ts'
import { eventually } from '../../support/eventually.ts'
import { spawnServer } from '../../support/spawned-server.ts'
import { archiveOf } from '../../support/deploy.ts'

let dataDir: string
let server: LocalAppwrite
let functions: Functions

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'local-appwrite-builds-'))
  server = await startLocalAppwrite({ port: 0, dataDir })
  functions = connect(server)
})
afterAll(async () => {
  await server.close()
  await rm(dataDir, { recursive: true, force: true })
})

type Address = Pick<LocalAppwrite, 'endpoint' | 'projectId' | 'apiKey'>
const connect = ({ endpoint, projectId, apiKey }: Address): Functions =>
  new Functions(new Client().setEndpoint(endpoint).setProject(projectId).setKey(apiKey))

const create = (functionId: string, on = functions): Promise<unknown> =>
  on.create({
    functionId,
    name: functionId,
    runtime: Runtime.Node22,
    entrypoint: 'main.cjs',
    execute: ['any'],
    scopes: [ProjectKeyScopes.UsersRead],
  })

/** Uploads files with commands; the build has then begun. */
async function deploy(
  functionId: string,
  commands: string,
  files: Record<string, string>,
  on = functions,
): Promise<Models.Deployment> {
  const code = InputFile.fromBuffer(await archiveOf(files), 'code.tar.gz')
  return on.createDeployment({ functionId, code, activate: true, commands })
}
const at = (functionId: string, { $id }: Models.Deployment, on = functions): Promise<Models.Deployment> =>
  on.getDeployment({ functionId, deploymentId: $id })
const built = (
  functionId: string,
  deployment: Models.Deployment,
  on = functions,
): Promise<Models.Deployment> =>
  eventually('the build', async () => {
    const now = await at(functionId, deployment, on)
    return ['ready', 'failed'].includes(now.status) && now
  })
const run = async (functionId: string, on = functions): Promise<string> =>
  (await on.createExecution({ functionId })).responseBody
const answering = (text: string): string => `module.exports = ({ res }) => res.text(${JSON.stringify(text)})`
/** One that has ended and whom nobody has asked about yet (Z) is no longer alive. */
const isAlive = (pid: number): boolean =>
  /^[^Z]/.test(spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim())
const gone = (pid: number): Promise<true> => eventually(`the end of ${pid}`, async () => !isAlive(pid))
/** The number in a file that commands write. */
const numberIn = (file: string): Promise<number> =>
  eventually(file, async () => existsSync(file) && Number(await readFile(file, 'utf8')))
/** Prints nothing, ends long after any test, and has a child that does so too. */
const hanging = (folder: string): string =>
  `echo $$ > ${folder}/shell; sleep 600 & echo $! > ${folder}/child; wait`

describe('build commands', () => {
  it('make the code that runs out of what was uploaded', async () => {
    await create('made')
    const begun = await deploy('made', 'node build.cjs && echo built', {
      'build.cjs': `require('node:fs').writeFileSync('main.cjs', ${JSON.stringify(answering('made here'))})`,
    })
    expect(begun.status).toBe('waiting')
    const deployment = await built('made', begun)
    expect(deployment).toMatchObject({
      status: 'ready',
      buildLogs: 'built\n',
      buildDuration: expect.any(Number),
    })
    expect(deployment.buildSize).toBeGreaterThan(100)
    expect(deployment.totalSize).toBe(deployment.buildSize + deployment.sourceSize)
    expect(await run('made')).toBe('made here')
    expect((await readdir(join(dataDir, 'functions'))).filter((name) => name.includes('.'))).toEqual([])
  })

  it('can install what a package.json names', async () => {
    await create('installed')
    const deployment = await built(
      'installed',
      await deploy(
        'installed',
        'mkdir words && mv words.json words/package.json && mv index.cjs words/ && npm install --offline --no-audit --no-fund',
        {
          'package.json': JSON.stringify({ dependencies: { words: 'file:./words' } }),
          'words.json': JSON.stringify({ name: 'words', version: '1.0.0', main: 'index.cjs' }),
          'index.cjs': `module.exports = 'from a package'`,
          'main.cjs': `module.exports = ({ res }) => res.text(require('words'))`,
        },
      ),
    )
    expect(deployment.buildLogs).toContain('added 1 package')
    expect(deployment.status).toBe('ready')
    expect(await run('installed')).toBe('from a package')
  })

  it('that fail say so, and what was active stays', async () => {
    await create('steady')
    await built('steady', await deploy('steady', '', { 'main.cjs': answering('first') }))
    const before = await functions.get({ functionId: 'steady' })
    const failed = await built(
      'steady',
      await deploy('steady', 'echo one; echo two >&2; exit 3; echo never', {
        'main.cjs': answering('second'),
      }),
    )
    expect(failed).toMatchObject({ status: 'failed', buildSize: 0 })
    expect(failed.buildLogs).toMatch(/one\n[^]*The build ended with exit code 3\.\n$/)
    expect(failed.buildLogs).toContain('two\n')
    expect(failed.buildLogs).not.toContain('never')
    expect(await functions.get({ functionId: 'steady' })).toMatchObject({
      deploymentId: before.deploymentId,
      latestDeploymentId: failed.$id,
      latestDeploymentStatus: 'failed',
    })
    expect(await run('steady')).toBe('first')
    expect(await readdir(join(dataDir, 'functions'))).not.toContain(failed.$id)
    await expect(
      functions.updateFunctionDeployment({ functionId: 'steady', deploymentId: failed.$id }),
    ).rejects.toMatchObject({ type: 'build_not_ready' })
  })

  it.each([
    ['a command that is not there', 'no-such-command-anywhere', 'exit code 127'],
    ['commands that make no sense', 'if then (', 'exit code 2'],
    ['commands that end themselves', 'kill -9 $$', 'exit code 137'],
  ])('that are %s fail', async (_what, commands, why) => {
    const functionId = `odd-${why.replaceAll(/\D/g, '')}`
    await create(functionId)
    const deployment = await built(functionId, await deploy(functionId, commands, { 'main.cjs': '' }))
    expect(deployment.status).toBe('failed')
    expect(deployment.buildLogs).toContain(why)
  })

  it('have the variables of function and deployment, a key of their own, and no secret of the server', async () => {
    await create('told')
    await functions.createVariable({ functionId: 'told', variableId: 'colour', key: 'COLOUR', value: 'blue' })
    process.env['SECRET_OF_THE_SERVER'] = 'hush'
    const begun = await deploy('told', 'node -e "console.log(JSON.stringify(process.env))"', {
      'main.cjs': '',
    })
    const { buildLogs } = await built('told', begun)
    delete process.env['SECRET_OF_THE_SERVER']
    const environment: Record<string, string> = JSON.parse(buildLogs)
    expect(environment).toMatchObject({
      COLOUR: 'blue',
      APPWRITE_FUNCTION_ID: 'told',
      APPWRITE_FUNCTION_DEPLOYMENT: begun.$id,
      APPWRITE_FUNCTION_PROJECT_ID: server.projectId,
      APPWRITE_FUNCTION_API_ENDPOINT: server.endpoint,
      APPWRITE_FUNCTION_MEMORY: '1024',
      HOME: expect.stringContaining(join(dataDir, 'functions')),
    })
    expect(environment).not.toHaveProperty('NODE_ENV')
    expect(buildLogs).not.toContain('hush')
    expect(buildLogs).not.toContain(server.apiKey)
    const asBuild = (path: string) =>
      fetch(`${server.endpoint}${path}`, {
        headers: {
          'x-appwrite-project': server.projectId,
          'x-appwrite-key': environment['APPWRITE_FUNCTION_API_KEY'] ?? '',
        },
      })
    expect((await asBuild('/users')).status).toBe(200)
    expect((await asBuild('/functions')).status).toBe(401)
  })

  it('that print very much keep the end of it', async () => {
    await create('loud')
    const code = `for (let line = 0; line < 60_000; line++) console.log('line ' + line + ' ' + 'x'.repeat(40))`
    const { buildLogs, status } = await built(
      'loud',
      await deploy('loud', 'node print.cjs', { 'print.cjs': code }),
    )
    expect(status).toBe('ready')
    expect(buildLogs.length).toBeLessThanOrEqual(1_000_000)
    expect(buildLogs).toMatch(/^\[Earlier output was left out\.\]\n/)
    expect(buildLogs).toContain('line 59999 ')
  })

  it('show what they print while they run, and end when the deployment is deleted', async () => {
    await create('watched')
    const folder = await mkdtemp(join(tmpdir(), 'watched-'))
    const begun = await deploy('watched', `echo begun; ${hanging(folder)}`, { 'main.cjs': '' })
    const [shell, child] = [await numberIn(join(folder, 'shell')), await numberIn(join(folder, 'child'))]
    await eventually('the output', async () => (await at('watched', begun)).buildLogs === 'begun\n')
    expect((await at('watched', begun)).status).toBe('building')
    await functions.deleteDeployment({ functionId: 'watched', deploymentId: begun.$id })
    for (const pid of [shell, child]) await gone(pid)
    await eventually('an empty place', async () => {
      const left = await readdir(join(dataDir, 'functions'))
      return !left.some((name) => name.startsWith(begun.$id))
    })
    await rm(folder, { recursive: true, force: true })
  })

  it('can be canceled while they run or wait, and not once they have ended', async () => {
    await create('unwanted')
    const folder = await mkdtemp(join(tmpdir(), 'unwanted-'))
    const begun = await deploy('unwanted', `echo begun; ${hanging(folder)}`, { 'main.cjs': '' })
    const pids = [await numberIn(join(folder, 'shell')), await numberIn(join(folder, 'child'))]
    const cancel = ({ $id }: Models.Deployment) =>
      functions.updateDeploymentStatus({ functionId: 'unwanted', deploymentId: $id })
    expect((await cancel(begun)).status).toBe('canceled')
    for (const pid of pids) await gone(pid)
    const ended = await eventually('the end of the log', async () => {
      const deployment = await at('unwanted', begun)
      return deployment.buildLogs.endsWith('The build was canceled.\n') && deployment
    })
    expect(ended.status).toBe('canceled')
    expect((await functions.get({ functionId: 'unwanted' })).latestDeploymentStatus).toBe('canceled')
    await expect(
      functions.updateFunctionDeployment({ functionId: 'unwanted', deploymentId: begun.$id }),
    ).rejects.toMatchObject({ type: 'build_not_ready' })
    const done = await built('unwanted', await deploy('unwanted', 'true', { 'main.cjs': '' }))
    await expect(cancel(done)).rejects.toMatchObject({ code: 400, type: 'build_already_completed' })
    await rm(folder, { recursive: true, force: true })
  })

  it('wait for their turn, of which there are two, and do not begin once they are unwanted', async () => {
    await create('queued')
    const folder = await mkdtemp(join(tmpdir(), 'queued-'))
    const wait = `until [ -e ${folder}/go ]; do sleep 0.02; done`
    const [first, second] = [
      await deploy('queued', `${wait}; echo first >> ${folder}/ran`, { 'main.cjs': '' }),
      await deploy('queued', `${wait}; echo second >> ${folder}/ran`, { 'main.cjs': '' }),
    ]
    const third = await deploy('queued', `echo third >> ${folder}/ran`, { 'main.cjs': '' })
    await functions.updateDeploymentStatus({ functionId: 'queued', deploymentId: third.$id })
    const fourth = await deploy('queued', `echo fourth >> ${folder}/ran`, { 'main.cjs': '' })
    expect(existsSync(join(folder, 'ran'))).toBe(false)
    await writeFile(join(folder, 'go'), '')
    for (const deployment of [first, second, fourth])
      expect((await built('queued', deployment)).status).toBe('ready')
    const ran = (await readFile(join(folder, 'ran'), 'utf8')).trim().split('\n')
    expect(ran.sort()).toEqual(['first', 'fourth', 'second'])
    expect((await at('queued', third)).status).toBe('canceled')
    await rm(folder, { recursive: true, force: true })
  })

  it('leave nothing running that they started', async () => {
    await create('leaves')
    const folder = await mkdtemp(join(tmpdir(), 'leaves-'))
    const commands = `sleep 600 & echo $! > ${folder}/child; echo done`
    const deployment = await built('leaves', await deploy('leaves', commands, { 'main.cjs': '' }))
    expect(deployment).toMatchObject({ status: 'ready', buildLogs: 'done\n' })
    await gone(await numberIn(join(folder, 'child')))
    await rm(folder, { recursive: true, force: true })
  })

  it('that take long do not replace what was deployed after them', async () => {
    await create('late')
    const folder = await mkdtemp(join(tmpdir(), 'late-'))
    const first = await deploy('late', `until [ -e ${folder}/go ]; do sleep 0.02; done`, {
      'main.cjs': answering('older'),
    })
    await built('late', await deploy('late', '', { 'main.cjs': answering('newer') }))
    await writeFile(join(folder, 'go'), '')
    expect((await built('late', first)).status).toBe('ready')
    expect(await run('late')).toBe('newer')
    await functions.updateFunctionDeployment({ functionId: 'late', deploymentId: first.$id })
    expect(await run('late')).toBe('older')
    await rm(folder, { recursive: true, force: true })
  })
})

describe('build commands that never end', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hanging-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('are ended at their time limit, with all that they started', async () => {
    let printed = ''
    const order = {
      commands: `echo on; ${hanging(folder)}`,
      directory: folder,
      environment: { PATH: '/usr/bin:/bin' },
    }
    const build = runBuildCommands(order, { timeoutMs: 4000, onOutput: (text) => (printed += text) })
    expect(await build.ended).toBe('The build took longer than 4 seconds.')
    expect(printed).toBe('on\n')
    for (const name of ['shell', 'child']) await gone(await numberIn(join(folder, name)))
  })

  it('end as failed when the server closes', async () => {
    const own = join(folder, 'data')
    const first = await startLocalAppwrite({ port: 0, dataDir: own })
    await create('hangs', connect(first))
    const begun = await deploy('hangs', hanging(folder), { 'main.cjs': '' }, connect(first))
    const pids = [await numberIn(join(folder, 'shell')), await numberIn(join(folder, 'child'))]
    await first.close()
    for (const pid of pids) await gone(pid)
    const second = await startLocalAppwrite({ port: 0, dataDir: own })
    const deployment = await at('hangs', begun, connect(second))
    expect(deployment).toMatchObject({ status: 'failed', buildLogs: 'The server stopped.\n' })
    expect(await readdir(join(own, 'functions'))).toEqual([])
    await second.close()
  })

  it('end when the server is killed, and count as failed at the next start', async () => {
    const own = join(folder, 'data')
    const first = await spawnServer(own)
    await create('hangs', connect(first))
    const begun = await deploy('hangs', hanging(folder), { 'main.cjs': '' }, connect(first))
    const pids = [await numberIn(join(folder, 'shell')), await numberIn(join(folder, 'child'))]
    await first.end('SIGKILL')
    for (const pid of pids) await gone(pid)
    const second = await startLocalAppwrite({ port: 0, dataDir: own })
    expect(await at('hangs', begun, connect(second))).toMatchObject({
      status: 'failed',
      buildLogs: 'The server stopped.\n',
    })
    expect((await connect(second).get({ functionId: 'hangs' })).latestDeploymentStatus).toBe('failed')
    expect(await readdir(join(own, 'functions'))).toEqual([])
    await second.close()
  })
})
