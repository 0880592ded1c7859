import { expect, it } from 'vitest'
import { createHandoffActions } from '../../../inbox/handoff/handoff-actions.ts'
import type { HandoffCalls } from '../../../inbox/handoff/handoff-calls.ts'
import { createHandoffStore } from '../../../inbox/handoff/handoff-store.ts'
import type { FeatureContext } from '../../../inbox/feature-context.ts'

const row = (id: string, second: number, participants: readonly string[], rating: number | null = null) => ({
  $id: id,
  $sequence: 1,
  $createdAt: '2026-01-31T12:00:00.000Z',
  $updatedAt: `2026-01-31T12:00:0${second}.000Z`,
  participants,
  rating,
  ratingComment: rating === null ? null : 'Thanks',
})

/** The page of an agent who looks at sessions, over what the server does. */
function openPage(calls: Partial<HandoffCalls>) {
  const context: FeatureContext = {
    agent: () => ({ id: 'ada', name: 'Ada' }),
    proveAgent: async () => {},
    act: (work) => work().catch(() => null),
    read: (_name, work) => work(),
    dropRead: () => {},
    tell: () => {},
    onSignedOut: () => {},
  }
  const refuse = () => Promise.reject(new Error('not of this test'))
  const store = createHandoffStore()
  const changed: unknown[] = []
  const all = { read: refuse, colleagues: refuse, join: refuse, leave: refuse, give: refuse, ...calls }
  const actions = createHandoffActions(store, all, context, (session) => changed.push(session))
  return { ...actions, changed, store, shown: () => store.$handoff.get()?.participants ?? null }
}

it('who takes part shows as it is read and pushed; what is late, or of another session, changes nothing', async () => {
  const page = openPage({ read: async () => row('s_1', 2, ['ben']) })
  await page.open('s_1')
  expect(page.shown()).toEqual(['ben'])
  page.receive(row('s_1', 3, ['ben', 'cyn']))
  page.receive(row('s_1', 1, []))
  page.receive(row('s_2', 9, ['dan']))
  expect(page.shown()).toEqual(['ben', 'cyn'])
  await page.open(null)
  expect(page.shown()).toBeNull()
})

it('joining shows at once and is told to the page; a handover goes with its note, unless that is blank', async () => {
  const given: unknown[] = []
  const page = openPage({
    read: async () => row('s_1', 1, []),
    join: async (id) => row(id, 2, ['ada']),
    give: async (...of) => {
      given.push(of)
      return row('s_1', 3, [])
    },
  })
  await page.open('s_1')
  await page.join()
  expect(page.shown()).toEqual(['ada'])
  expect(await page.give('ben', ' Wants a refund ')).toBe(true)
  expect(await page.give('ben', ' ')).toBe(true)
  expect(given).toEqual([
    ['s_1', 'ben', 'Wants a refund'],
    ['s_1', 'ben', null],
  ])
  expect(page.changed).toHaveLength(3)
})

it('a handover that fails changes nothing, and can be tried again', async () => {
  const page = openPage({ read: async () => row('s_1', 1, ['ben']) })
  await page.open('s_1')
  expect(await page.give('ben', 'Note')).toBe(false)
  expect(await page.give('ben', 'Note')).toBe(false)
  expect(page.shown()).toEqual(['ben'])
  expect(page.changed).toEqual([])
})

it('what its visitor says of a session that is over shows as soon as they say it', async () => {
  const page = openPage({ read: async () => row('s_1', 1, []) })
  await page.open('s_1')
  expect(page.store.$handoff.get()).toMatchObject({ rating: null, ratingComment: null })
  page.receive(row('s_1', 2, [], 4))
  expect(page.store.$handoff.get()).toMatchObject({ rating: 4, ratingComment: 'Thanks' })
})

it('nothing is read of what an address calls a session and is none', async () => {
  const read: string[] = []
  const page = openPage({ read: async (id) => void read.push(id) })
  for (const id of ['../../settings/rows/site', 'zwölf', '']) await page.open(id)
  expect(read).toEqual([])
})

it('a handover that is being written outlives that others get the session, until it is given', async () => {
  const page = openPage({ read: async () => row('s_1', 1, []), give: async () => row('s_1', 3, []) })
  const draftOf = (id: string) => page.store.$giveDrafts.get()[id]
  await page.open('s_1')
  page.draft('s_1', { to: 'ben', note: 'Wants a' })
  page.receive(row('s_1', 2, ['cyn']))
  await page.open('s_2')
  await page.open('s_1')
  expect(draftOf('s_1')).toEqual({ to: 'ben', note: 'Wants a' })
  await page.give('ben', 'Wants a refund')
  expect(draftOf('s_1')?.note).toBe('')
})
