import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ChatError } from '../../../client/chat-error.ts'
import { openTranscript, type TranscriptReader } from '../../../client/live-transcript.ts'
import type { MessageRow } from '../../../contract/tables/messages.ts'
import { message, session } from '../../support/chat-rows.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A server's tables, and how often each was read. */
function table(rows: readonly MessageRow[]) {
  const server = {
    rows: [...rows],
    /** Not yet visible to reads. */
    hidden: new Set<string>(),
    count: null as number | null,
    reads: 0,
    get shown() {
      return server.rows.filter((row) => !server.hidden.has(row.$id))
    },
    row: () => session(server.rows.length, { messageCount: server.count ?? server.rows.length }),
  }
  const from = (id: string) => {
    const index = server.shown.findIndex((row) => row.$id === id)
    if (index < 0) throw new ChatError('query_invalid')
    return index
  }
  const reader: TranscriptReader = {
    session: async () => server.row(),
    after: async (id) => {
      server.reads += 1
      const later = server.shown.slice(from(id) + 1)
      return { messages: later.slice(0, 100), hasMore: later.length >= 100 }
    },
    before: async (id, size) => {
      server.reads += 1
      const earlier = id === null ? server.shown : server.shown.slice(0, from(id))
      return { messages: earlier.slice(-size), hasMore: earlier.length > size }
    },
  }
  return { server, reader }
}

function open(reader: TranscriptReader, first: Parameters<typeof openTranscript>[2] = null) {
  const live = openTranscript(reader, { transcript: () => {}, session: () => {} }, first)
  return { live, ids: () => live.get().rows.map((row) => row.$id) }
}

const many = (count: number) => Array.from({ length: count }, (_, index) => message(index + 1, index))

it('reads on until there is no more: all of 250 missed messages', async () => {
  const { server, reader } = table([message(1, 0)])
  const { live, ids } = open(reader)
  await live.refresh()
  expect(ids()).toEqual(['m1'])
  server.rows = many(251)
  await live.refresh()
  expect(ids()).toEqual(server.rows.map((row) => row.$id))
})

it('shows a message whose event was lost with the next read, although later ones came by event', async () => {
  const { server, reader } = table([message(1, 10)])
  const { live, ids } = open(reader)
  await live.refresh()
  server.rows.push(message(2, 20), message(3, 30), message(4, 40))
  live.receive([message(3, 30)])
  live.receive([message(4, 40)])
  await live.refresh()
  expect(ids()).toEqual(['m1', 'm2', 'm3', 'm4'])
})

it('looks by itself when the session counts more than is shown', async () => {
  const { server, reader } = table([message(1, 10)])
  const { live, ids } = open(reader)
  await live.refresh()
  server.rows.push(message(2, 20), message(3, 30))
  live.receive([message(3, 30)])
  live.receiveSession(server.row())
  await vi.advanceTimersByTimeAsync(2000)
  expect(ids()).toEqual(['m1', 'm2', 'm3'])
})

it('finds a row that became visible after later ones', async () => {
  const { server, reader } = table([message(1, 10)])
  const { live, ids } = open(reader)
  await live.refresh()
  server.rows.push(message(2, 20), message(3, 30))
  server.hidden.add('m2')
  await live.refresh()
  expect(ids()).toEqual(['m1', 'm3'])
  server.hidden.clear()
  await vi.advanceTimersByTimeAsync(2000)
  expect(ids()).toEqual(['m1', 'm2', 'm3'])
})

it('finds a report that became visible after later rows, which no counter counts', async () => {
  const { server, reader } = table([message(1, 10)])
  const { live, ids } = open(reader)
  server.count = 2
  server.rows.push(message(2, 20, { sender: 'system', event: 'agent_joined' }), message(3, 30))
  server.hidden.add('m2')
  await live.refresh()
  expect(ids()).toEqual(['m1', 'm3'])
  server.hidden.clear()
  await live.refresh()
  expect(ids()).toEqual(['m1', 'm2', 'm3'])
})

it('hears the end of a row that was written on while nothing was pushed, however much has been read since', async () => {
  const { server, reader } = table(many(20))
  const { live } = open(reader)
  await live.refresh()
  // Told by event while reads didn't see it yet; then a read goes past it.
  const streaming = message(21, 21, { state: 'streaming' })
  server.rows.push(streaming, ...many(60).slice(21))
  server.hidden.add('m21')
  await live.refresh()
  live.receive([streaming])
  server.hidden.clear()
  server.rows = server.rows.map((row) => (row === streaming ? message(21, 90, { text: 'Whole' }) : row))
  await live.refresh()
  expect(live.get().rows.find((row) => row.$id === 'm21')?.text).toBe('Whole')
})

it('finds a deletion that was missed, and keeps what was loaded of the past', async () => {
  const { server, reader } = table(many(200))
  const { live, ids } = open(reader)
  await live.refresh()
  for (let pages = 0; pages < 3; pages++) await live.loadOlder()
  expect(ids()).toHaveLength(120)
  server.rows = server.rows.filter((row) => row.$id !== 'm150')
  live.receiveSession(session(900, { messageCount: 199 }))
  await vi.advanceTimersByTimeAsync(2000)
  expect(ids()).not.toContain('m150')
  expect(ids()).toContain('m81')
  expect(live.get().hasOlder).toBe(true)
})

it('shows again what an answer took away that was stored in the meantime', async () => {
  const { server, reader } = table(many(3))
  const { live, ids } = open(reader)
  await live.refresh()
  server.rows = server.rows.slice(2)
  live.forget(live.get().rows)
  expect(ids()).toEqual([])
  live.receiveSession(session(900, { messageCount: 1 }))
  await vi.advanceTimersByTimeAsync(2000)
  expect(ids()).toEqual(['m3'])
})

it('starts over where the row of its position was deleted', async () => {
  const { server, reader } = table([message(1, 10), message(2, 20)])
  const { live, ids } = open(reader)
  await live.refresh()
  server.rows = [message(3, 30)]
  await live.refresh()
  expect(ids()).toEqual(['m3'])
})

it('keeps the newer version of its session, whichever came last', () => {
  const { reader } = table([])
  const told: (string | null)[] = []
  const listener = {
    transcript: () => {},
    session: (row: { agentName: string | null }) => told.push(row.agentName),
  }
  const live = openTranscript(reader, listener, null)
  live.receiveSession(session(20, { agentName: 'Ada' }))
  live.receiveSession(session(10, { agentName: null }))
  expect(told).toEqual(['Ada'])
})

it('stops looking when the counter itself is wrong, and looks again for a further difference', async () => {
  const { server, reader } = table([message(1, 10)])
  server.count = 2
  const { live, ids } = open(reader)
  await live.refresh()
  await vi.advanceTimersByTimeAsync(60_000)
  const { reads } = server
  expect(reads).toBeLessThan(10)
  await vi.advanceTimersByTimeAsync(600_000)
  expect(server.reads).toBe(reads)
  server.rows.push(message(2, 20))
  server.count = 3
  live.receiveSession(server.row())
  await vi.advanceTimersByTimeAsync(2000)
  expect(ids()).toEqual(['m1', 'm2'])
})

it('reads once more for a call that came while it was reading', async () => {
  const { server, reader } = table([message(1, 10)])
  const { live, ids } = open(reader)
  const first = live.refresh()
  server.rows.push(message(2, 20))
  await Promise.all([first, live.refresh(), live.refresh()])
  expect(ids()).toEqual(['m1', 'm2'])
  expect(server.reads).toBe(2)
})

it('keeps what is told while the first page is read', async () => {
  const { server, reader } = table([message(1, 10)])
  const { live, ids } = open(reader)
  const reading = live.refresh()
  live.receive([message(2, 20)])
  await reading
  expect(ids()).toEqual(['m1', 'm2'])
  server.rows.push(message(2, 20))
  await live.refresh()
  expect(ids()).toEqual(['m1', 'm2'])
})
