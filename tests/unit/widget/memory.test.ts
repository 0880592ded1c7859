import { describe, expect, it } from 'vitest'
import { openStorage } from '../../../client/browser-storage.ts'
import { newMessageId } from '../../../contract/ids.ts'
import { unseenCount } from '../../../widget/store/kept-visit.ts'
import { createMemory, isOutgoing } from '../../../widget/store/memory.ts'
import { session } from '../../support/chat-rows.ts'
import { fakeDisk } from '../../support/fake-disk.ts'

function open() {
  const storage = openStorage('p', fakeDisk())
  return { storage, memory: createMemory(storage) }
}

const outgoing = (id: string, order: number) => ({
  id,
  sessionId: 's_1',
  text: `The ${order}.`,
  at: 5,
  order,
  isTried: false,
  failure: 'network' as const,
  retryAt: 7,
  told: 'Later.',
})

describe('what a browser remembers', () => {
  it('of a visit is the visitor with the session, and both are forgotten together', () => {
    const { storage, memory } = open()
    const visitor = { userId: 'u1', secret: 's' }
    expect([memory.visitor(), memory.sessionId()]).toEqual([null, null])
    memory.keepVisit(visitor, 's_1', 'd')
    expect([memory.visitor(), memory.sessionId(), storage.get('database')]).toEqual([visitor, 's_1', 'd'])
    memory.keepVisit(visitor, 's_2')
    expect([memory.sessionId(), storage.get('database')]).toEqual(['s_2', 'd'])
    memory.keepVisit(null, null)
    expect([memory.visitor(), memory.sessionId()]).toEqual([null, null])
    storage.set('session', '../elsewhere')
    expect(memory.sessionId()).toBeNull()
  })

  it('of drafts is one for each session and one for the next, and no empty ones', () => {
    const { storage, memory } = open()
    memory.keepDraft(null, 'Of none')
    memory.keepDraft('s_1', 'Of the first')
    expect([memory.draft(null), memory.draft('s_1'), memory.draft('s_2')]).toEqual([
      'Of none',
      'Of the first',
      '',
    ])
    memory.keepDraft(null, '')
    expect(storage.names('draft:')).toEqual(['draft:s_1'])
  })

  it('of unsent messages is in the order in which they were sent, without what their attempts met', () => {
    const { storage, memory } = open()
    const [one, two] = [newMessageId(), newMessageId()]
    memory.keepOutgoing(outgoing(two, 2), 'tab')
    memory.keepOutgoing({ ...outgoing(one, 1), isTried: true, sessionId: null }, 'other')
    const kept = { at: 5, failure: null }
    expect(memory.outbox()).toEqual([
      { ...kept, id: one, order: 1, sessionId: null, text: 'The 1.', isTried: true, owner: 'other' },
      { ...kept, id: two, order: 2, sessionId: 's_1', text: 'The 2.', isTried: false, owner: 'tab' },
    ])
    expect(storage.names('').every(isOutgoing)).toBe(true)
    memory.dropOutgoing(one)
    expect(memory.outbox().map(({ id }) => id)).toEqual([two])
  })

  it('of an unsent message of an earlier version has its time for its place, and may have been tried', () => {
    const { storage, memory } = open()
    const id = newMessageId()
    storage.set(`outbox:${id}`, JSON.stringify({ sessionId: 's_1', text: 'Old', at: 9 }))
    expect(memory.outbox()).toMatchObject([{ id, order: 9, isTried: true, owner: 'undefined' }])
  })

  it.each([
    ['{"text":"No time"}'],
    ['{"text":"Wrong time","at":"1"}'],
    ['{"text":"Wrong place","at":1,"order":"1"}'],
    ['{"text":7,"at":1}'],
    ['[]'],
    ['null'],
  ])('is no message where it is nonsense: %s', (value) => {
    const { storage, memory } = open()
    storage.set(`outbox:${newMessageId()}`, value)
    expect(memory.outbox()).toEqual([])
  })

  it('of what was seen is a count for each session', () => {
    const { memory } = open()
    const row = (messageCount: number) => session(1, { messageCount })
    expect(memory.unseen(row(3))).toBe(3)
    memory.keepSeen(row(3))
    expect(memory.unseen(row(3))).toBe(0)
    expect(memory.unseen(row(5))).toBe(2)
    // Messages were deleted since.
    expect(memory.unseen(row(1))).toBe(0)
    memory.keepSeen(row(5))
    expect(memory.unseen(row(5))).toBe(0)
    expect(memory.unseen(session(1, { $id: 's_2', messageCount: 4 }))).toBe(4)
    expect([null, '', 'x', '2'].map((seen) => unseenCount(seen, 3))).toEqual([3, 3, 3, 1])
  })

  it('of what was seen is written only when it is another count', () => {
    const disk = fakeDisk()
    const storage = openStorage('p', disk)
    const memory = createMemory(storage)
    const writes: string[] = []
    const counting = createMemory({
      ...storage,
      set: (name, value) => {
        writes.push(`${name}=${value}`)
        storage.set(name, value)
      },
    })
    for (const messageCount of [2, 2, 3]) counting.keepSeen(session(1, { messageCount }))
    expect(writes).toEqual(['seen:s_1=2', 'seen:s_1=3'])
    expect(memory.unseen(session(1, { messageCount: 3 }))).toBe(0)
  })

  it('of one session can be forgotten, and nothing else', () => {
    const { storage, memory } = open()
    for (const id of ['s_1', 's_2']) {
      memory.keepDraft(id, 'Words')
      memory.keepSeen(session(1, { $id: id, messageCount: 1 }))
    }
    memory.keepVisit({ userId: 'u1', secret: 's' }, 's_2')
    memory.forgetSession('s_1')
    expect(storage.names('').toSorted()).toEqual(['draft:s_2', 'seen:s_2', 'session', 'visitor'])
    memory.forgetSession('s_2')
    expect(storage.names('')).toEqual(['visitor'])
  })
})
