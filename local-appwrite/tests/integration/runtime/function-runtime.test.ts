import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { type FunctionRuntime, createFunctionRuntime } from '../../../runtime/function-runtime.ts'
import type { FunctionOutcome, LoadableDeployment } from '../../../services/functions/function-invocation.ts'

let runtime: FunctionRuntime
let folder: string
let made = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'function-runtime-'))
  runtime = createFunctionRuntime()
})
afterAll(async () => {
  await runtime.close()
  await rm(folder, { recursive: true, force: true })
})

/** Deploys one file of code. */
async function deploy(
  code: string,
  options: { entrypoint?: string; memoryMb?: number } = {},
): Promise<LoadableDeployment> {
  made += 1
  const directory = join(folder, String(made))
  await mkdir(directory)
  await writeFile(join(directory, options.entrypoint ?? 'main.js'), code)
  return {
    deploymentId: `deployment-${made}`,
    functionId: `function-${made}`,
    directory,
    entrypoint: options.entrypoint ?? 'main.js',
    environment: { COLOUR: 'red' },
    memoryMb: options.memoryMb ?? 512,
  }
}

interface Call {
  path?: string
  method?: string
  body?: string
  headers?: Record<string, string>
  timeoutMs?: number
}

function run(deployment: LoadableDeployment, call: Call = {}): Promise<FunctionOutcome> {
  return runtime.run(
    deployment,
    {
      path: call.path ?? '/',
      method: call.method ?? 'POST',
      headers: call.headers ?? {},
      body: Buffer.from(call.body ?? ''),
    },
    { timeoutMs: call.timeoutMs ?? 10_000, logging: true },
  )
}

const textOf = (outcome: FunctionOutcome): string => Buffer.from(outcome.body).toString('utf8')

describe('what can be loaded', () => {
  it.each([
    ['module.exports as a function', 'module.exports = ({ res }) => res.text("ok")', 'main.js'],
    ['exports.default', 'exports.default = ({ res }) => res.text("ok")', 'main.js'],
    ['an ES module', 'export default ({ res }) => res.text("ok")', 'main.mjs'],
    ['an ES module in a .js file', 'export default ({ res }) => res.text("ok")', 'main.js'],
    ['a .cjs file', 'module.exports = { default: ({ res }) => res.text("ok") }', 'main.cjs'],
  ])('%s', async (_title, code, entrypoint) => {
    expect(textOf(await run(await deploy(code, { entrypoint })))).toBe('ok')
  })

  it.each([
    ['a syntax error', 'this is not code ('],
    ['a throw while loading', 'throw new Error("at load")'],
    ['only a named export', 'module.exports.main = () => {}'],
    ['nothing exported', ''],
  ])('%s answers 503 with an empty body', async (_title, code) => {
    const outcome = await run(await deploy(code))
    expect(outcome.statusCode).toBe(503)
    expect(textOf(outcome)).toBe('')
    expect(outcome.errors).not.toBe('')
  })

  it('a missing entrypoint answers 503', async () => {
    const deployment = { ...(await deploy('')), entrypoint: 'missing.js' }
    const outcome = await run(deployment)
    expect(outcome.statusCode).toBe(503)
    expect(outcome.errors).toContain('Could not load code file.')
  })
})

describe('the context', () => {
  it('describes the request as open-runtimes does', async () => {
    const deployment = await deploy('module.exports = ({ req, res }) => res.json({ ...req, body: req.body })')
    const outcome = await run(deployment, {
      path: '/a/b?x=1&y=two%20words&z',
      body: '{"a":1}',
      headers: {
        host: 'shop.example:8080',
        'x-forwarded-proto': 'https',
        'content-type': 'application/json',
      },
    })
    expect(JSON.parse(textOf(outcome))).toMatchObject({
      method: 'POST',
      path: '/a/b',
      query: { x: '1', y: 'two%20words', z: '' },
      queryString: 'x=1&y=two%20words&z',
      host: 'shop.example',
      port: 8080,
      scheme: 'https',
      url: 'https://shop.example:8080/a/b?x=1&y=two%20words&z',
      body: { a: 1 },
    })
    expect(outcome.headers['content-type']).toBe('application/json; charset=utf-8')
  })

  it('gives the body of a type as that type', async () => {
    const deployment = await deploy(`module.exports = ({ req, res }) =>
      res.json({ kind: Buffer.isBuffer(req.body) ? 'bytes' : typeof req.body, text: req.bodyText })`)
    const kind = async (type: string, body: string) =>
      JSON.parse(textOf(await run(deployment, { body, headers: { 'content-type': type } })))
    expect(await kind('image/png', 'x')).toEqual({ kind: 'bytes', text: 'x' })
    expect(await kind('text/plain', 'x')).toEqual({ kind: 'string', text: 'x' })
    expect(await kind('application/json', '')).toEqual({ kind: 'object', text: '' })
  })

  it('gives the process its own environment and nothing of the server', async () => {
    const deployment = await deploy(
      'module.exports = ({ res }) => res.json({ ...process.env, send: typeof process.send })',
    )
    expect(JSON.parse(textOf(await run(deployment)))).toEqual({ COLOUR: 'red', send: 'undefined' })
  })

  it('keeps the logs of executions apart, console included, and cuts long ones', async () => {
    const deployment = await deploy(`module.exports = async ({ req, res, log, error }) => {
      log('log of ' + req.path)
      await new Promise((resolve) => setTimeout(resolve, 20))
      console.log('console of', req.path); error('error of ' + req.path)
      if (req.path === '/long') log('x'.repeat(9000))
      return res.empty()
    }`)
    const [first, second, long] = await Promise.all(
      ['/1', '/2', '/long'].map((path) => run(deployment, { path })),
    )
    expect(first?.statusCode).toBe(204)
    expect(first?.logs).toContain('log of /1\n')
    expect(first?.logs).toContain('console of /1\n')
    expect(first?.logs).not.toContain('/2')
    expect(second?.errors).toBe('error of /2\n')
    expect(long?.logs.length).toBeLessThan(8300)
  })
})

describe('faults of the code', () => {
  it.each([
    ['a throw', 'module.exports = () => { throw new Error("boom") }', 'boom'],
    ['a rejection', 'module.exports = async () => { throw "text" }', 'text'],
    ['no return value', 'module.exports = () => {}', 'Return statement missing'],
    ['an impossible status', 'module.exports = ({ res }) => res.text("x", 99)', 'Invalid status code'],
    ['an exit', 'module.exports = () => process.exit(3)', 'exit code 3'],
    [
      'a crash outside of the call',
      'module.exports = () => { setTimeout(() => { throw new Error("late") }); return new Promise(() => {}) }',
      'late',
    ],
  ])('%s answers 500 with an empty body and says why', async (_title, code, reason) => {
    const outcome = await run(await deploy(code))
    expect(outcome.statusCode).toBe(500)
    expect(textOf(outcome)).toBe('')
    expect(outcome.errors).toContain(reason)
  })

  it('an endless loop ends with its time, and the next call gets a new process', async () => {
    const deployment = await deploy(
      `module.exports = ({ req, res }) => { if (req.path === '/loop') for (;;); return res.text('fine') }`,
    )
    const outcome = await run(deployment, { path: '/loop', timeoutMs: 300 })
    expect(outcome.statusCode).toBe(500)
    expect(outcome.errors).toContain('Execution timed out.')
    expect(textOf(await run(deployment))).toBe('fine')
  })

  it('a call over its time is answered in time, and its process is not used again', async () => {
    const deployment = await deploy(`let calls = 0
      module.exports = async ({ req, res, log }) => {
        calls += 1; log('begun')
        if (req.path === '/slow') await new Promise((resolve) => setTimeout(resolve, 60_000))
        return res.text(String(calls))
      }`)
    // By then its code is loaded, and only the answer takes time.
    expect(textOf(await run(deployment))).toBe('1')
    const outcome = await run(deployment, { path: '/slow', timeoutMs: 1000 })
    expect(outcome).toMatchObject({ statusCode: 500, logs: 'begun\n', errors: 'Execution timed out.\n' })
    expect(textOf(await run(deployment))).toBe('1')
  })

  it.each([
    ['the heap', 'const kept = []; for (;;) kept.push(new Array(1e6).fill(1))'],
    ['buffers', 'const kept = []; for (;;) kept.push(Buffer.alloc(1e7, 1))'],
  ])('code that fills %s ends alone', async (_title, code) => {
    const deployment = await deploy(`module.exports = () => { ${code} }`, { memoryMb: 64 })
    expect((await run(deployment)).statusCode).toBe(500)
  })
})

describe('a warm process', () => {
  const COUNTER = 'let calls = 0; module.exports = ({ res }) => res.text(String((calls += 1)))'

  it('is shared by later and by concurrent calls', async () => {
    const deployment = await deploy(COUNTER)
    const texts = await Promise.all([1, 2, 3].map(async () => textOf(await run(deployment))))
    expect(texts.sort()).toEqual(['1', '2', '3'])
    expect(textOf(await run(deployment))).toBe('4')
  })

  it('can be made cold, and is left when the environment changes', async () => {
    const deployment = await deploy(COUNTER)
    await run(deployment)
    runtime.coldStart(deployment.functionId)
    expect(textOf(await run(deployment))).toBe('1')
    expect(textOf(await run({ ...deployment, environment: { COLOUR: 'blue' } }))).toBe('1')
  })
})
