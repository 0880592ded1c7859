import { Client, Functions } from 'node-appwrite'
import { beforeAll, describe, expect, it } from 'vitest'

import { startLocalAppwrite } from '../../../vitest.ts'
import { deployFunction } from '../../support/deploy.ts'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0xff, 0xfe])

let functions: Functions
let guest: Functions

const server = await startLocalAppwrite()

beforeAll(async () => {
  const client = () => new Client().setEndpoint(server.endpoint).setProject(server.projectId)
  functions = new Functions(client().setKey(server.apiKey))
  guest = new Functions(client())
  await deployFunction(
    functions,
    'picture',
    `module.exports = ({ req, res }) => {
      if (req.path === '/text') return res.text('plain ünïcode', 200, { 'x-kind': 'text' })
      if (req.path === '/parts') return res.text('\\r\\n--boundary\\r\\nContent-Disposition: form-data; name="status"\\r\\n\\r\\nfailed\\r\\n')
      if (req.path === '/empty') return res.empty()
      return res.binary(Buffer.from('${PNG.toString('hex')}', 'hex'), 200, { 'content-type': 'image/png' })
    }`,
  )
})

function execute(accept: string, fields: Record<string, unknown>): Promise<Response> {
  return fetch(`${server.endpoint}/functions/picture/executions`, {
    method: 'POST',
    headers: { 'x-appwrite-project': server.projectId, 'content-type': 'application/json', accept },
    body: JSON.stringify(fields),
  })
}

/** The parts of a multipart answer, read byte by byte as a client has to. */
async function partsOf(response: Response): Promise<Map<string, { type: string; bytes: Buffer }>> {
  const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(
    response.headers.get('content-type') ?? '',
  )?.[1]
  if (boundary === undefined) throw new Error('no multipart answer')
  const text = Buffer.from(await response.arrayBuffer()).toString('latin1')
  expect(text.endsWith(`--${boundary}--\r\n`)).toBe(true)
  const parts = new Map<string, { type: string; bytes: Buffer }>()
  for (const section of text.split(`--${boundary}`).slice(1, -1)) {
    const [head = '', ...body] = section.split('\r\n\r\n')
    const name = /name="([^"]+)"/.exec(head)?.[1] ?? ''
    const type = /Content-Type: (\S+)/.exec(head)?.[1] ?? ''
    parts.set(name, { type, bytes: Buffer.from(body.join('\r\n\r\n').slice(0, -2), 'latin1') })
  }
  return parts
}

describe('an execution asked for as multipart', () => {
  it('holds the bytes that the code answered, and all else that JSON has', async () => {
    const response = await execute('multipart/form-data', { path: '/png' })
    expect(response.status).toBe(201)
    const parts = await partsOf(response)
    expect(parts.get('responseBody')?.bytes.equals(PNG)).toBe(true)
    expect(parts.get('status')?.bytes.toString()).toBe('completed')
    expect(parts.get('responseStatusCode')?.bytes.toString()).toBe('200')
    expect(parts.get('scheduledAt')?.bytes.toString()).toBe('')
    const headers = parts.get('responseHeaders')
    expect(headers?.type).toBe('application/json')
    expect(JSON.parse(headers?.bytes.toString() ?? '')).toContainEqual({
      name: 'content-type',
      value: expect.stringContaining('image/png'),
    })
    const asJson = await guest.createExecution({ functionId: 'picture', xpath: '/text' })
    expect([...parts.keys()].sort()).toEqual(Object.keys(asJson).sort())
  })

  it('can be read by what every browser has', async () => {
    const form = await (await execute('multipart/form-data', { path: '/text' })).formData()
    expect(form.get('responseBody')).toBe('plain ünïcode')
    expect(form.get('functionId')).toBe('picture')
  })

  it('cannot be split by what the code answers', async () => {
    const parts = await partsOf(await execute('multipart/*', { path: '/parts' }))
    expect(parts.get('status')?.bytes.toString()).toBe('completed')
    expect(parts.get('responseBody')?.bytes.toString()).toContain('name="status"')
  })

  it('of an empty answer has an empty body', async () => {
    const parts = await partsOf(await execute('multipart/form-data', { path: '/empty' }))
    expect(parts.get('responseBody')?.bytes.length).toBe(0)
    expect(parts.get('responseStatusCode')?.bytes.toString()).toBe('204')
  })

  it('is JSON all the same when it has yet to run, or is refused', async () => {
    const later = await execute('multipart/form-data', { path: '/png', async: true })
    expect(later.status).toBe(202)
    expect(later.headers.get('content-type')).toBe('application/json')
    const refused = await execute('multipart/form-data', { method: 'BREW' })
    expect(await refused.json()).toMatchObject({ type: 'general_argument_invalid' })
  })
})

describe('a binary answer asked for as JSON', () => {
  it.each(['application/json', 'application/*, multipart/form-data', '*/*', ''])(
    'is refused (accepting %s)',
    async (accept) => {
      const response = await execute(accept, { path: '/png' })
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({
        code: 400,
        message: expect.stringContaining('Failed to parse response'),
      })
    },
  )

  it('has been executed and is in the list', async () => {
    const before = (await functions.listExecutions({ functionId: 'picture' })).total
    await expect(guest.createExecution({ functionId: 'picture', xpath: '/png' })).rejects.toMatchObject({
      code: 400,
    })
    expect((await functions.listExecutions({ functionId: 'picture' })).total).toBe(before + 1)
  })
})
