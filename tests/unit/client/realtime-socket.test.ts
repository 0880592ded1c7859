import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectRealtime, type RealtimeEvent } from '../../../client/realtime-socket.ts'
import { FakeSocket } from './fake-socket.ts'

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.all = []
  vi.stubGlobal('WebSocket', FakeSocket)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function connect(secret: string | null) {
  const listener = {
    live: vi.fn<() => void>(),
    down: vi.fn<() => void>(),
    event: vi.fn<(event: RealtimeEvent) => void>(),
  }
  const target = { endpoint: 'http://localhost/v1', projectId: 'p' }
  const connection = connectRealtime(target, secret, [{ channels: ['c'], queries: [] }], listener)
  const [socket] = FakeSocket.all
  if (!socket) throw new Error('no socket')
  return { listener, connection, socket }
}

describe('a Realtime connection', () => {
  it('says nothing before Appwrite has said `connected`, then subscribes, then signs in', () => {
    const { socket, listener } = connect('secret')
    socket.dispatchEvent(new Event('open'))
    expect(socket.sent).toEqual([])
    socket.says('connected')
    expect(socket.sent).toEqual(['subscribe'])
    socket.says('response', { to: 'subscribe', success: true })
    expect(socket.sent).toEqual(['subscribe', 'authentication'])
    expect(listener.live).not.toHaveBeenCalled()
    socket.says('response', { to: 'authentication', success: true })
    expect(listener.live).toHaveBeenCalledOnce()
  })

  it('is live with the subscription where a cookie has signed it in', () => {
    const { socket, listener } = connect(null)
    socket.says('connected', { user: { $id: 'ana' } })
    socket.says('response', { to: 'subscribe', success: true })
    expect(socket.sent).toEqual(['subscribe'])
    expect(listener.live).toHaveBeenCalledOnce()
  })

  it('is given up where the cookie that had to sign it in did not come', () => {
    const { socket, listener } = connect(null)
    socket.says('connected', { user: null })
    expect([socket.sent, socket.isClosed]).toEqual([[], true])
    expect(listener.down).toHaveBeenCalledOnce()
  })

  it('tells what happened by the last such word of an event’s name', () => {
    const { socket, listener } = connect(null)
    socket.says('connected', { user: { $id: 'ana' } })
    socket.says('response', { to: 'subscribe', success: true })
    const names = [
      'users.ana.update.status',
      'users.ana.sessions.s1.delete',
      'tablesdb.d.tables.t.rows.r.create',
      'users',
    ]
    for (const name of names) socket.says('event', { events: [name], channels: ['c'], payload: {} })
    expect(listener.event.mock.calls.map(([event]) => event.action)).toEqual(['update', 'delete', 'create'])
  })

  it('is given up when it stays silent, and when a ping stays unanswered; then it tries again', () => {
    const { socket, listener } = connect('secret')
    vi.advanceTimersByTime(8000)
    expect(socket.isClosed).toBe(true)
    vi.advanceTimersByTime(1500)
    const second = FakeSocket.all[1]
    if (!second) throw new Error('no second socket')
    second.says('connected')
    second.says('response', { to: 'subscribe', success: true })
    second.says('response', { to: 'authentication', success: true })
    vi.advanceTimersByTime(20_000)
    expect(second.sent.at(-1)).toBe('ping')
    second.says('pong')
    vi.advanceTimersByTime(20_000)
    expect(second.isClosed).toBe(false)
    vi.advanceTimersByTime(8000)
    expect(second.isClosed).toBe(true)
    expect(listener.down).toHaveBeenCalledTimes(2)
  })

  it('is given up when the server refuses a step', () => {
    const { socket } = connect('secret')
    socket.says('connected')
    socket.says('error', { code: 1003 })
    expect(socket.isClosed).toBe(true)
  })
})
