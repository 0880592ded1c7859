import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { followSession } from '../../../client/follow-session.ts'
import { messagesChannel, sessionChannel } from '../../../contract/channels.ts'
import { message, session } from '../../support/chat-rows.ts'
import { FakeSocket } from './fake-socket.ts'

beforeEach(() => {
  vi.useFakeTimers()
  FakeSocket.all = []
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Session `s_1` with message `m1`, followed by a page that has a socket and can read nothing. */
function follow() {
  const shown: string[][] = []
  const listener = {
    transcript: ({ rows }: { readonly rows: readonly { readonly $id: string }[] }) =>
      shown.push(rows.map(({ $id }) => $id)),
    session: vi.fn<() => void>(),
    gone: vi.fn<() => void>(),
    connection: vi.fn<() => void>(),
  }
  const settings = {
    siteName: null,
    greeting: null,
    theme: {},
    starterQuestions: [],
    createSessionOn: 'open',
  } as const
  const answer = {
    session: session(0, { messageCount: 1 }),
    messages: [message(1, 0)],
    hasOlder: false,
    settings,
    credentials: null,
    databaseId: 'chat',
  }
  const following = followSession({ endpoint: 'http://a/v1', projectId: 'p' }, answer, 'secret', listener)
  following.start()
  const [socket] = FakeSocket.all
  if (!socket) throw new Error('no socket')
  const hear = (channel: string, action: string, payload: unknown) =>
    socket.says('event', { events: [`x.${action}`], channels: [channel], payload })
  return { listener, following, shown, hear }
}

const MESSAGES = messagesChannel('chat')
const SESSION = sessionChannel('chat', 's_1')

describe('a session that is followed', () => {
  it('shows what is said in it, and not what a server that filters nothing delivers of others', () => {
    const { hear, shown, following } = follow()
    hear(MESSAGES, 'create', message(2, 1, { sessionId: 's_2' }))
    expect(shown.flat()).not.toContain('m2')
    hear(MESSAGES, 'create', message(3, 2))
    expect(shown.at(-1)).toEqual(['m1', 'm3'])
    hear(MESSAGES, 'delete', message(3, 2, { sessionId: 's_2' }))
    expect(shown.at(-1)).toEqual(['m1', 'm3'])
    hear(MESSAGES, 'delete', message(3, 2))
    expect(shown.at(-1)).toEqual(['m1'])
    following.stop()
  })

  it('hears of its own row, and ends with it', () => {
    const { hear, listener } = follow()
    hear(SESSION, 'update', session(1, { messageCount: 1, chatName: 'Delivery' }))
    expect(listener.session).toHaveBeenLastCalledWith(expect.objectContaining({ chatName: 'Delivery' }))
    expect(listener.gone).not.toHaveBeenCalled()
    hear(SESSION, 'delete', session(1))
    expect(listener.gone).toHaveBeenCalledOnce()
    expect(FakeSocket.all[0]?.isClosed).toBe(true)
  })
})
