import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import * as handoffPaths from '../../contract/handoff-paths.ts'
import * as limits from '../../contract/limits.ts'
import { isPresent, presentSince } from '../../contract/presence.ts'
import { callAdmin, jwtOf } from '../support/admin.ts'
import { changeFunction } from '../support/change-function.ts'
import { startStack, type Stack } from '../support/stack.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  await changeFunction(stack, 'upkeep', { schedule: '' })
})
afterAll(() => stack.close())

describe('an agent', () => {
  it('is there once their inbox says so, away when they say so, and nobody says it for another', async () => {
    const headers = { authorization: `Bearer ${await jwtOf(stack, stack.agent.userId)}` }
    const say = (body: object) => callAdmin(stack, 'PUT', handoffPaths.presence, body, headers)
    const listed = async () => (await callAdmin(stack, 'GET', adminPaths.agents)).body['agents']
    await say({ state: 'online' })
    const { userId, name } = stack.agent
    expect(await listed()).toMatchObject([{ $id: userId, name, presence: 'online', isPresent: true }])
    expect(await say({ state: 'away', agentId: 'somebody-else' })).toMatchObject({
      body: { agent: { $id: userId, presence: 'away', isPresent: false } },
    })
    expect(await listed()).toMatchObject([{ presence: 'away', isPresent: false }])
    expect(await say({ state: 'asleep' })).toMatchObject({ code: 'body_invalid' })
    const bySecret = (body: object) => callAdmin(stack, 'PUT', handoffPaths.presence, body)
    expect(await bySecret({ state: 'online' })).toMatchObject({ code: 'body_invalid' })
    expect(await bySecret({ state: 'online', agentId: 'nobody' })).toMatchObject({ code: 'agent_not_found' })
    expect(await bySecret({ state: 'online', agentId: userId })).toMatchObject({
      body: { agent: { isPresent: true } },
    })
  })

  it('is not believed to be there once a second word of their inbox is overdue', () => {
    const now = new Date()
    const seenAgo = (seconds: number) => ({
      presence: 'online' as const,
      seenAt: new Date(now.getTime() - seconds * 1000).toISOString(),
    })
    expect(isPresent(seenAgo(2 * limits.heartbeatSeconds), now)).toBe(true)
    expect(isPresent(seenAgo(limits.presenceSeconds), now)).toBe(false)
    expect(isPresent({ presence: 'online', seenAt: null }, now)).toBe(false)
    expect(presentSince(now)).toBe(seenAgo(limits.presenceSeconds).seenAt)
  })
})
