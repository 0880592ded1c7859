import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copySources, type SourceCopy } from '../../scripts/bench/mutants/source-copy.ts'

const root = resolve(import.meta.dirname, '../..')
const WITHIN_MS = 90_000

const TABLE = 'contract/chat-routes.ts'
const HANDLERS = 'functions/chat/handlers.ts'

/** Asks the built function, which is not asked who calls. */
const ASK = `
import { createRequire } from 'node:module'
import { buildFunctions } from './scripts/build-functions.ts'
await buildFunctions(process.cwd())
process.env['APPWRITE_FUNCTION_API_ENDPOINT'] = 'http://127.0.0.1:1/v1'
process.env['APPWRITE_FUNCTION_PROJECT_ID'] = 'p'
const main = createRequire(import.meta.url)('./dist/functions/chat/main.cjs')
const text = (body: string, status = 200) => console.log(status, body)
await main({
  req: { method: 'GET', path: '/greetings/Ana', queryString: 'loud=yes', headers: { 'x-appwrite-key': 'k' }, bodyText: '' },
  res: { text, json: (body: unknown, status?: number) => text(JSON.stringify(body), status) },
  log: () => undefined,
  error: console.error,
})
`

describe('a new route', () => {
  let copy: SourceCopy
  beforeAll(async () => {
    copy = await copySources(root)
    await copy.write(
      'tsconfig.functions.json',
      JSON.stringify({ extends: './tsconfig.json', include: ['functions', 'ask.ts'] }),
    )
    await copy.write('ask.ts', ASK)
    await change(
      TABLE,
      'export const chatRoutes = {',
      `import * as z from 'zod/mini'
      export const chatRoutes = {
        greet: {
          method: 'GET',
          path: '/greetings/:name',
          does: 'Greets somebody.',
          query: z.strictObject({ loud: z.optional(z.enum(['yes', 'no'])) }),
          errors: [],
        },`,
    )
    await change(
      TABLE,
      'export const chatAnswers = {',
      'export const chatAnswers = { greet: z.object({ greeting: z.string() }),',
    )
    await copy.write(
      'functions/chat/greet.ts',
      'export const greet = async (name: string, isLoud: boolean) => ({ greeting: `Hello ${name}${isLoud ? "!" : ""}` })',
    )
  })
  afterAll(() => copy.remove())

  async function change(file: string, place: string, by: string): Promise<void> {
    const text = await readFile(join(copy.root, file), 'utf8')
    expect(text).toContain(place)
    await copy.write(
      file,
      text.replace(place, () => by),
    )
  }

  const types = () => copy.run('node_modules/.bin/tsc', ['-p', 'tsconfig.functions.json'], WITHIN_MS)
  const handle = (handler: string) => change(HANDLERS, '  return {', `  return {\n    ${handler},`)

  it('lacks a handler as long as its table alone names it', async () => {
    expect(await types()).toMatchObject({
      how: 'failed',
      said: expect.stringContaining("'greet' is missing"),
    })
  })

  it('is there once its table, its use case and its handler are: types hold, it answers, OpenAPI and docs show it', async () => {
    await change(
      HANDLERS,
      'import type { HotSessions }',
      `import { greet } from './greet.ts'\nimport type { HotSessions }`,
    )
    await handle(`greet: (_, { params, query }) => greet(params.name, query.loud === 'yes')`)
    expect(await types()).toMatchObject({ how: 'passed' })
    expect(await copy.run(process.execPath, ['ask.ts'], WITHIN_MS)).toMatchObject({
      how: 'passed',
      said: '200 {"greeting":"Hello Ana!"}\n',
    })
    expect(await copy.run(process.execPath, ['scripts/generate.ts'], WITHIN_MS)).toMatchObject({
      how: 'passed',
    })
    const described: unknown = JSON.parse(await readFile(join(copy.root, 'docs/chat-openapi.json'), 'utf8'))
    expect(described).toMatchObject({
      paths: { '/greetings/{name}': { get: { operationId: 'greet', summary: 'Greets somebody.' } } },
      components: { schemas: { GreetAnswer: { required: ['greeting'] } } },
    })
    expect(await readFile(join(copy.root, 'docs/api.md'), 'utf8')).toContain('### `GET /greetings/:name`')
  })

  it('is none if no table names it: a handler too many is an error of types', async () => {
    await handle(`wave: async () => ({ status: 'ok' })`)
    expect(await types()).toMatchObject({
      how: 'failed',
      said: expect.stringContaining("'wave' does not exist"),
    })
  })
})
