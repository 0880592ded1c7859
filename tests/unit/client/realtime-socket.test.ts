import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connectRealtime, type RealtimeEvent } from '../../../client/realtime-socket.ts'
import { FakeSocket } from './fake-socket.ts'

beforeEach(() => {
  vi.useFakeTimers()
  // Pauses vary by chance; these are in the middle.
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  FakeSocket.all = []
  vi.stubGlobal('WebSocket', FakeSocket)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function connect(secret: string | null) {
  const listener = {
    live: vi.fn<() => void>(),
    down: vi.fn<() => void>(),
    event: vi.fn<(event: RealtimeEvent) => void>(),
  }
  const target = { endpoint: 'http://localhost/v1', projectId: 'p&1' }
  const connection = connectRealtime(target, secret, [{ channels: ['c'], queries: [] }], listener)
  return { listener, connection, socket: FakeSocket.newest() }
}

function connectLive() {
  const connected = connect('secret')
  connected.socket.goesLive()
  return connected
}

const opened = () => FakeSocket.all.length

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
      'tablesdb.d.tables.t.rows.update.create',
      'users',
    ]
    for (const name of names) socket.says('event', { events: [name], channels: ['c'], payload: {} })
    const actions = listener.event.mock.calls.map(([event]) => event.action)
    expect(actions).toEqual(['update', 'delete', 'create', 'create'])
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

  it('goes to the project at its endpoint, with the subscriptions and the account session', () => {
    const { socket } = connectLive()
    expect(socket.url).toBe('ws://localhost/v1/realtime?project=p%261')
    expect(socket.data).toEqual([[{ channels: ['c'], queries: [] }], { session: 'secret' }])
  })

  it.each([
    [
      'the subscription',
      (socket: FakeSocket) => socket.says('response', { to: 'subscribe', success: false }),
    ],
    [
      'the sign-in',
      (socket: FakeSocket) => {
        socket.says('response', { to: 'subscribe', success: true })
        socket.says('response', { to: 'authentication', success: false })
      },
    ],
    ['anything at all', (socket: FakeSocket) => socket.says('error', { code: 1003 })],
    ['to stay', (socket: FakeSocket) => socket.dispatchEvent(new Event('close'))],
    ['the connection', (socket: FakeSocket) => socket.dispatchEvent(new Event('error'))],
  ])('is given up when it is refused %s, and tried again after a second', (_, refuse) => {
    const { socket, listener } = connect('secret')
    socket.says('connected')
    refuse(socket)
    expect([socket.isClosed, listener.live.mock.calls.length, listener.down.mock.calls.length]).toEqual([
      true,
      0,
      1,
    ])
    vi.advanceTimersByTime(999)
    expect(opened()).toBe(1)
    vi.advanceTimersByTime(1)
    expect(opened()).toBe(2)
  })

  it('is tried less and less often, and is down once, until it was live: then it begins anew', () => {
    const { socket, listener } = connect('secret')
    const fails = () => FakeSocket.newest().dispatchEvent(new Event('close'))
    const pauses = [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]
    for (const [index, pauseMs] of pauses.entries()) {
      fails()
      vi.advanceTimersByTime(pauseMs - 1)
      expect(opened()).toBe(index + 1)
      vi.advanceTimersByTime(1)
      expect(opened()).toBe(index + 2)
    }
    expect(listener.down).toHaveBeenCalledOnce()
    FakeSocket.newest().goesLive()
    fails()
    expect(listener.down).toHaveBeenCalledTimes(2)
    vi.advanceTimersByTime(1000)
    expect(opened()).toBe(pauses.length + 2)
    // What an earlier one still says is nobody's.
    socket.goesLive()
    expect(listener.live).toHaveBeenCalledOnce()
    FakeSocket.newest().goesLive()
    expect(listener.live).toHaveBeenCalledTimes(2)
  })

  it('is down where the page’s policy allows none, and is tried again', () => {
    const refused = vi.fn<() => never>(function refuse() {
      throw new Error('Content Security Policy')
    })
    vi.stubGlobal('WebSocket', refused)
    const listener = { live: () => {}, down: vi.fn<() => void>(), event: () => {} }
    const connection = connectRealtime(
      { endpoint: 'http://localhost/v1', projectId: 'p' },
      null,
      [],
      listener,
    )
    expect(listener.down).toHaveBeenCalledOnce()
    vi.advanceTimersByTime(1000)
    expect(refused).toHaveBeenCalledTimes(2)
    connection.stop()
    vi.advanceTimersByTime(600_000)
    expect(refused).toHaveBeenCalledTimes(2)
  })

  it('that is live is asked whether it lives when the page is back, once until it answers', () => {
    const { socket, connection } = connectLive()
    connection.wake()
    connection.wake()
    expect(socket.sent.slice(2)).toEqual(['ping'])
    vi.advanceTimersByTime(7999)
    socket.says('pong')
    vi.advanceTimersByTime(8000)
    expect(socket.isClosed).toBe(false)
    connection.wake()
    expect(socket.sent.slice(2)).toEqual(['ping', 'ping'])
    vi.advanceTimersByTime(8000)
    expect(socket.isClosed).toBe(true)
  })

  it('that waits for its next try is tried at once when the page is back, one that is being made is not', () => {
    const { socket, connection } = connect('secret')
    connection.wake()
    expect([opened(), socket.sent]).toEqual([1, []])
    socket.dispatchEvent(new Event('close'))
    connection.wake()
    expect(opened()).toBe(2)
    connection.wake()
    vi.advanceTimersByTime(7999)
    expect(opened()).toBe(2)
  })

  it('is not given up for a late pong while events come, and is for events that come before it is live', () => {
    const event = { events: ['x.create'], channels: ['c'], payload: {} }
    const { socket } = connectLive()
    vi.advanceTimersByTime(20_000)
    expect(socket.sent.at(-1)).toBe('ping')
    socket.says('event', event)
    vi.advanceTimersByTime(8000)
    expect(socket.isClosed).toBe(false)
    const silent = connect('secret').socket
    vi.advanceTimersByTime(7999)
    silent.says('event', event)
    vi.advanceTimersByTime(1)
    expect(silent.isClosed).toBe(true)
  })

  it('becomes live once, and stays it whatever is answered later', () => {
    const { socket, listener } = connectLive()
    socket.says('response', { to: 'authentication', success: true })
    socket.says('response', { to: 'subscribe', success: false })
    expect([socket.isClosed, socket.sent]).toEqual([false, ['subscribe', 'authentication']])
    expect(listener.live).toHaveBeenCalledOnce()
  })

  it('hands on what an event says, and takes no harm from one that says nothing', () => {
    const { socket, listener } = connectLive()
    socket.says('event', { events: ['a.b.create', 'a.create'], channels: ['c', 7], payload: { $id: 'm' } })
    expect(listener.event).toHaveBeenCalledWith({ action: 'create', row: { $id: 'm' }, channels: ['c', '7'] })
    const nonsense = ['', 'x', '[]', 'null', '{"type":"event"}', '{"type":"event","data":[]}', '{}']
    for (const data of nonsense) socket.dispatchEvent(new MessageEvent('message', { data }))
    socket.says('event', { events: 'create', channels: 'c' })
    expect(listener.event).toHaveBeenCalledOnce()
    socket.says('event', { events: ['a.delete'], channels: 'c' })
    expect(listener.event).toHaveBeenLastCalledWith({ action: 'delete', row: undefined, channels: [] })
    expect(socket.isClosed).toBe(false)
  })

  it('is over when it is stopped: nothing is heard, sent or tried', () => {
    const { socket, connection, listener } = connectLive()
    connection.stop()
    expect([socket.isClosed, vi.getTimerCount()]).toEqual([true, 0])
    socket.says('event', { events: ['x.create'], channels: ['c'], payload: {} })
    socket.dispatchEvent(new Event('close'))
    expect(listener.event).not.toHaveBeenCalled()
    expect(listener.down).not.toHaveBeenCalled()
    const waiting = connect('secret')
    waiting.socket.dispatchEvent(new Event('close'))
    waiting.connection.stop()
    const tried = opened()
    waiting.connection.wake()
    expect([opened(), vi.getTimerCount()]).toEqual([tried, 0])
  })
})
