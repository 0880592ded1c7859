import { Client, TablesDB } from 'node-appwrite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newMessageId } from '../../contract/ids.ts'
import { openRepositories } from '../../functions/repositories/repositories.ts'
import { createSettingsCache } from '../../functions/sessions/settings-cache.ts'
import { startCountingProxy } from '../support/counting-proxy.ts'
import { startStack, type Stack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

/** The tables of the stack, by way of something that counts calls. */
async function counted() {
  const proxy = await startCountingProxy(stack.endpoint)
  const { projectId, apiKey: key } = stack
  const repositories = openRepositories({ endpoint: proxy.endpoint, projectId, key, databaseId: 'chat' })
  return { proxy, repositories }
}

describe('settings', () => {
  it('are read once in 15 seconds, and show a change after that', async () => {
    const { proxy, repositories } = await counted()
    const cache = createSettingsCache()
    expect(cache.remembered(0)).toBeNull()
    await repositories.settings.put({ siteName: 'Before' })
    expect(await cache.read(repositories, 0)).toMatchObject({ siteName: 'Before' })
    await repositories.settings.put({ siteName: 'After' })
    proxy.reset()
    expect(await cache.read(repositories, 15_000)).toMatchObject({ siteName: 'Before' })
    expect(cache.remembered(15_000)).toMatchObject({ siteName: 'Before' })
    expect(proxy.calls()).toEqual([])
    expect(cache.remembered(15_001)).toBeNull()
    expect(await cache.read(repositories, 15_001)).toMatchObject({ siteName: 'After' })
    expect(cache.remembered(30_001)).toMatchObject({ siteName: 'After' })
    await proxy.close()
  })
})

describe('a count', () => {
  it('goes on where Appwrite’s own stops, at 5,000', async () => {
    const { proxy, repositories } = await counted()
    const sessionId = 's_of_very_many'
    const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
    const tables = new TablesDB(client)
    const row = () => ({ $id: newMessageId(), sessionId, sender: 'user', text: 'x' })
    const write = async (count: number) => {
      for (let left = count; left > 0; left -= 100) {
        const rows = Array.from({ length: Math.min(left, 100) }, row)
        await tables.createRows({ databaseId: 'chat', tableId: 'messages', rows })
      }
    }
    for (const [more, total, calls] of [
      [4999, 4999, 1],
      [1, 5000, 3],
      [1, 5001, 3],
      [4999, 10_000, 5],
    ] as const) {
      await write(more)
      proxy.reset()
      expect(await repositories.messages.countOf(sessionId)).toBe(total)
      expect(proxy.calls()).toHaveLength(calls)
    }
    expect(await repositories.messages.count({ sessionId })).toEqual({ count: 5000, isAtLeast: true })
    await proxy.close()
  })
})
