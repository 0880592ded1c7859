import { expect, it } from 'vitest'
import { createPresenceActions } from '../../../inbox/presence/presence-actions.ts'
import { createPresenceStore, type Presence } from '../../../inbox/presence/presence-store.ts'
import type { FeatureContext } from '../../../inbox/feature-context.ts'

/** An agent's page, over what the table says of them. */
function openPage(table: { presence: Presence | null }) {
  const said: Presence[] = []
  let whileReading = async () => {}
  const run = <T>(work: () => Promise<T>) => work()
  const context: FeatureContext = {
    agent: () => ({ id: 'ada', name: 'Ada' }),
    proveAgent: async () => {},
    act: run,
    read: (_name, work) => run(work),
    dropRead: () => {},
    tell: () => {},
    onSignedOut: () => {},
  }
  const store = createPresenceStore()
  const calls = {
    read: async () => {
      const { presence } = table
      await whileReading()
      return presence
    },
    say: async (state: Presence) => {
      said.push(state)
      table.presence = state
    },
  }
  return {
    said,
    shown: () => store.$presence.get(),
    whileReading: (work: () => Promise<void>) => (whileReading = work),
    ...createPresenceActions(store, calls, context),
  }
}

it('an agent who signs in is there, and their page says so with every beat', async () => {
  const page = openPage({ presence: null })
  await page.beat()
  await page.beat()
  expect(page.said).toEqual(['online', 'online'])
  expect(page.shown()).toBe('online')
})

it('an agent who is away stays away in all of their pages, which say nothing until they are back', async () => {
  const table = { presence: null }
  const [page, other] = [openPage(table), openPage(table)]
  await page.beat()
  await page.choose('away')
  await page.beat()
  await other.beat()
  expect([...page.said, ...other.said]).toEqual(['online', 'away'])
  expect([page.shown(), other.shown()]).toEqual(['away', 'away'])
  await other.choose('online')
  await page.beat()
  expect(page.shown()).toBe('online')
})

it('a beat that is under way while the agent goes away does not bring them back', async () => {
  const table = { presence: null }
  const page = openPage(table)
  page.whileReading(() => page.choose('away'))
  await page.beat()
  expect(page.said).toEqual(['away'])
  expect([page.shown(), table.presence]).toEqual(['away', 'away'])
})

it('an agent who signs out is away at once, and there again when they sign in, wherever that is', async () => {
  const table = { presence: null }
  const [page, other] = [openPage(table), openPage(table)]
  await page.beat()
  await page.leave()
  expect(table.presence).toBe('away')
  other.arrive()
  await other.beat()
  expect(table.presence).toBe('online')
  await other.choose('away')
  await other.beat()
  await other.leave()
  expect(other.said).toEqual(['online', 'away'])
})
