import { Client, ExecutionMethod, Functions } from 'node-appwrite'
import { beforeAll, expect, it } from 'vitest'

import { startLocalAppwrite } from '../../../vitest.ts'
import { deployFunction } from '../../support/deploy.ts'

let functions: Functions

const server = await startLocalAppwrite()

beforeAll(async () => {
  functions = new Functions(
    new Client().setEndpoint(server.endpoint).setProject(server.projectId).setKey(server.apiKey),
  )
  await deployFunction(
    functions,
    'echo',
    `module.exports = ({ req, res }) => {
      if (req.path === '/cookies') return res.text('', 200, { 'set-cookie': ['a=1', 'b=2'], 'x-one': 'y' })
      if (req.path === '/odd') return res.text('', 999)
      return res.json({ headers: req.headers, kind: typeof req.body, body: req.body })
    }`,
  )
})

const run = (options: { headers?: object; body?: string; xpath?: string; method?: ExecutionMethod } = {}) =>
  functions.createExecution({ functionId: 'echo', ...options })

it('headers without a value do not reach the code', async () => {
  const headers = { 'x-empty': '', 'x-null': null, 'x-number': 5, accept: '' }
  const seen = JSON.parse((await run({ headers })).responseBody).headers
  expect(seen).toMatchObject({ 'x-number': '5' })
  for (const name of ['x-empty', 'x-null', 'accept']) expect(seen).not.toHaveProperty(name)
})

it('a form is text to the code, and so is a body of which nobody says what it is', async () => {
  expect(JSON.parse((await run({ body: 'a=b' })).responseBody)).toMatchObject({ kind: 'string', body: 'a=b' })
})

it('an answer lists each cookie, and the id of its execution', async () => {
  const { $id, responseHeaders } = await run({ xpath: '/cookies' })
  expect(responseHeaders).toEqual(
    expect.arrayContaining([
      { name: 'set-cookie', value: 'a=1' },
      { name: 'set-cookie', value: 'b=2' },
      { name: 'x-one', value: 'y' },
      { name: 'x-appwrite-execution-id', value: $id },
    ]),
  )
  const overDomain = await server.executeOverDomain('echo', new Request('http://echo.localhost/cookies'))
  expect(overDomain.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
})

it('HEAD has no body, an empty path is refused, and any status up to 999 passes', async () => {
  expect(await run({ method: ExecutionMethod.HEAD })).toMatchObject({
    responseStatusCode: 200,
    responseBody: '',
  })
  await expect(run({ xpath: '' })).rejects.toMatchObject({ type: 'general_argument_invalid' })
  expect(await run({ xpath: '/odd' })).toMatchObject({ responseStatusCode: 999, status: 'failed' })
})
