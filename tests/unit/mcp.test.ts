import { describe, expect, it } from 'vitest'
import { readRow } from '../../contract/read-row.ts'
import { handoffColumns, ratingColumns } from '../../contract/tables/sessions.ts'
import { identityColumns, receiptColumns } from '../../contract/tables/visitor-marks.ts'
import { visitorsSessionColumns } from '../../contract/tables/visitors-session.ts'
import listing from '../../docs/mcp-tools.json' with { type: 'json' }
import { maskPersonal } from '../../mcp/mask-personal.ts'
import { answerMcp, type McpOptions } from '../../mcp/server.ts'
import { allTools } from '../../mcp/tools.ts'
import { linesOf } from '../../scripts/terminal/lines-of.ts'
import { expectLinear } from '../support/expect-linear.ts'

const tools = allTools()

const options: McpOptions = {
  api: () => Promise.reject(new Error('nothing is called here')),
  mayWrite: false,
  showsPersonal: false,
  listing,
}
const ask = (method: string, params: object = {}, more: Partial<McpOptions> = {}) =>
  answerMcp({ jsonrpc: '2.0', id: 1, method, params }, { ...options, ...more })

describe('what is personal in a text', () => {
  it.each([
    ['Mail kim.lee+shop@example.co.uk, please', 'Mail [address], please'],
    ['<kim@example.com>', '<[address]>'],
    ['Call +49 (0)30 1234-5678 or 030/123456', 'Call [phone] or [phone]'],
    ['555-123-4567', '[phone]'],
    ['15551234567', '[phone]'],
    ['4111 1111 1111 1111 exp 12/27', '[card] exp 12/27'],
    ['card 5500-0000-0000-0004.', 'card [card].'],
    ['٠٥٥٥١٢٣٤٥٦٧', '[phone]'],
    ['1234 5678 1234 5678', '[number]'],
    ['４１１１ １１１１ １１１１ １１１１', '[card]'],
    ['kim＠example.com', '[address]'],
    ['kim\u200b@exam\u2060ple.com', '[address]'],
    ['0151\u200b234\ufeff5678', '[phone]'],
    ['4111_1111_1111_1111', '[card]'],
    ['4111\n1111\r\n1111/1111', '[card]'],
    ['0151.234.5678', '[phone]'],
    ['123-45-6789', '[phone]'],
    ['31-13-99999', '[phone]'],
  ])('%j is left out: %j', (text, masked) => expect(maskPersonal(text)).toBe(masked))

  it.each([
    'Order 123456 of 2026-01-31 at 10:20',
    '31.01.2026',
    'from 31.01.2026 2026/12/31',
    'a\u200bb ﬁve ５ apples',
    '2 to 3 working days, 4.90 €',
    'a @ b, or foo@',
    'v1.2.3',
    '12 000 km',
  ])('%j stays', (text) => expect(maskPersonal(text)).toBe(text))

  it('is found in linear time, whatever the text', () => {
    for (const piece of ['a', '1', '1 ', 'a@', '@', '+1-', '.@.']) {
      expectLinear(maskPersonal, (size) => piece.repeat(size / piece.length))
    }
  })
})

describe('the Model Context Protocol', () => {
  it('is spoken in the version that is asked for, or in the newest', async () => {
    const version = async (protocolVersion: unknown) => await ask('initialize', { protocolVersion })
    expect(await version('2025-06-18')).toMatchObject({ result: { protocolVersion: '2025-06-18' } })
    expect(await version('1999-01-01')).toMatchObject({ result: { protocolVersion: '2025-11-25' } })
    expect(await version({})).toMatchObject({
      result: { capabilities: { tools: {} }, serverInfo: { name: 'porchlight' } },
    })
    expect(await ask('ping')).toEqual({ jsonrpc: '2.0', id: 1, result: {} })
  })

  it('answers notifications with nothing, and all that is no request with its fault', async () => {
    expect(await answerMcp({ jsonrpc: '2.0', method: 'notifications/initialized' }, options)).toBeNull()
    expect(await answerMcp({ jsonrpc: '2.0', id: 1, result: {} }, options)).toBeNull()
    const code = async (message: unknown) => {
      const answer = await answerMcp(message, options)
      return answer !== null && 'error' in answer ? answer.error : answer
    }
    expect(await code(undefined)).toMatchObject({ code: -32_700 })
    for (const message of [null, [], 'x', { id: 1 }, { jsonrpc: '2.0', id: {}, method: 'ping' }])
      expect(await code(message)).toMatchObject({ code: -32_600 })
    expect(await ask('resources/list')).toMatchObject({ error: { code: -32_601 } })
    expect(await ask('tools/call', { name: 'delete_everything' })).toMatchObject({ error: { code: -32_602 } })
  })

  it('offers tools that change something only where that is allowed, and says which those are', async () => {
    const names = async (mayWrite: boolean) => {
      const answer = await ask('tools/list', {}, { mayWrite })
      return JSON.stringify(answer).match(/(?<="name":")\w+/g)
    }
    const reading = tools.filter(({ writes }) => !writes).map(({ name }) => name)
    expect(await names(false)).toEqual(reading)
    expect(await names(true)).toEqual(tools.map(({ name }) => name))
    for (const { name, writes } of tools) {
      const told = listing.find((one) => one.name === name)
      expect(told?.annotations.readOnlyHint).toBe(!writes)
      expect(told?.inputSchema.type).toBe('object')
      expect(told?.outputSchema.type).toBe('object')
      if (writes)
        expect(await ask('tools/call', { name, arguments: { sessionId: 's_1' } })).toMatchObject({
          error: { code: -32_602, message: expect.stringContaining('not allowed') },
        })
    }
  })

  it('tells the model what is wrong with what it gave', async () => {
    const answer = await ask('tools/call', { name: 'get_session', arguments: { sessionId: '../x', more: 1 } })
    expect(answer).toMatchObject({
      result: {
        isError: true,
        content: [
          {
            text: 'sessionId: must be a session id; arguments: there is no "more"; there are sessionId, before, limit',
          },
        ],
      },
    })
    const typed = await ask('tools/call', { name: 'list_sessions', arguments: { status: 'x', limit: 'y' } })
    expect(typed).toMatchObject({
      result: {
        content: [
          {
            text: 'status: must be one of active, agent_assigned, closed; limit: must be of type number',
          },
        ],
      },
    })
  })
})

it('a line ends with a line feed alone, and a byte order mark is before the first', async () => {
  async function* chunks() {
    yield '\uFEFF{"a":"\u2028'
    yield '\u0085"}\n'
    yield '\uFEFF\n\nla'
    yield 'st'
  }
  const lines: string[] = []
  for await (const line of linesOf(chunks())) lines.push(line)
  expect(lines).toEqual(['{"a":"\u2028\u0085"}', '\uFEFF', '', 'last'])
})

it('an agent who is called by an address is none to a model', async () => {
  const at = '2026-01-31T10:20:30.000+00:00'
  const empty = { $id: 's_1', $sequence: 1, $createdAt: at, $updatedAt: at, sessionId: 's_1' }
  const columns = {
    ...visitorsSessionColumns,
    ...handoffColumns,
    ...ratingColumns,
    ...receiptColumns,
    ...identityColumns,
  }
  const row = { ...readRow(columns, empty), agentName: 'ana@example.com' }
  const api = () => Promise.resolve({ sessions: [row], nextCursor: null })
  const answer = await ask('tools/call', { name: 'list_sessions' }, { api })
  expect(JSON.stringify(answer)).toContain('[address]')
  expect(JSON.stringify(answer)).not.toContain('ana@example.com')
})
