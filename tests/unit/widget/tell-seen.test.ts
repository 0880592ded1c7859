import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { tellSeen } from '../../../widget/receipts/tell-seen.ts'
import { message } from '../../support/chat-rows.ts'
import { fakeBrowser, fakeServer, openChat } from './fake-chat.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Long enough for a glance to count. */
const LOOKED_MS = 5000

/** A tab that shows a session, and tells what was seen of it. */
async function openSeeing(server = fakeServer(), browser = fakeBrowser()) {
  server.createSessionOn = 'open'
  const tab = openChat(server, browser)
  await tab.chat.begin()
  const { context } = tab.chat.parts
  const sessionId = tab.get().session?.$id ?? ''
  const shows = (sequence: number, sender: 'agent' | 'user' | 'system' = 'agent') => {
    const row = message(sequence, sequence, { sessionId, sender })
    server.rows.push(row)
    tab.hears('create', row)
  }
  return { server, browser, tab, shows, context, stop: tellSeen(context) }
}

describe('what an agent wrote', () => {
  it('is told to be seen once, together with what came within a moment', async () => {
    const { server, shows } = await openSeeing()
    shows(7)
    shows(8)
    await vi.advanceTimersByTimeAsync(LOOKED_MS)
    shows(9)
    await vi.advanceTimersByTimeAsync(LOOKED_MS)
    await vi.advanceTimersByTimeAsync(LOOKED_MS)
    expect(server.seen).toEqual([8, 9])
  })

  it('is not seen while the panel is closed, and is once it opens', async () => {
    const { server, tab, shows } = await openSeeing()
    tab.set({ isOpen: false })
    shows(7)
    await vi.advanceTimersByTimeAsync(LOOKED_MS)
    expect(server.seen).toEqual([])
    tab.set({ isOpen: true })
    await vi.advanceTimersByTimeAsync(LOOKED_MS)
    expect(server.seen).toEqual([7])
  })

  it('is told though the agent closed the chat at once', async () => {
    const { server, shows } = await openSeeing()
    shows(7)
    shows(8, 'system')
    await vi.advanceTimersByTimeAsync(LOOKED_MS)
    expect(server.seen).toEqual([7])
  })

  it('is told no more once the visitor has answered it, which says it too', async () => {
    const { server, shows } = await openSeeing()
    shows(7)
    shows(8, 'user')
    await vi.advanceTimersByTimeAsync(LOOKED_MS)
    expect(server.seen).toEqual([])
  })

  it('is not told again by the next page', async () => {
    const { server, shows, context, stop } = await openSeeing()
    shows(7)
    await vi.advanceTimersByTimeAsync(LOOKED_MS)
    stop()
    tellSeen(context)
    await vi.advanceTimersByTimeAsync(LOOKED_MS)
    expect(server.seen).toEqual([7])
  })

  it('is told with the next one when telling failed', async () => {
    const { server, shows } = await openSeeing()
    server.refuseActs = 'network'
    shows(7)
    await vi.advanceTimersByTimeAsync(LOOKED_MS)
    server.refuseActs = null
    shows(8)
    await vi.advanceTimersByTimeAsync(LOOKED_MS)
    expect(server.seen).toEqual([8])
  })
})
