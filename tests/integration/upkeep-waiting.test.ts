import { afterAll, beforeAll, expect, it } from 'vitest'
import * as chatPaths from '../../contract/chat-paths.ts'
import { answerLost } from '../../functions/upkeep/answer-lost.ts'
import { createBudget } from '../../functions/upkeep/budget.ts'
import { reopenTurns } from '../../functions/upkeep/reopen-turns.ts'
import { changeFunction } from '../support/change-function.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor } from '../support/visitor.ts'

const MINUTE_MS = 60_000

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  // Runs of its own, and the bot, would do what a test is about to see.
  await changeFunction(stack, 'upkeep', { schedule: '' })
  await changeFunction(stack, 'bot', { enabled: false })
})
afterAll(() => stack.close())

const after = (moment: string | null, ms: number) => new Date(Date.parse(moment ?? '') + ms)

it('upkeep leaves a turn to its bot for a minute, and opens it again after that', async () => {
  const visitor = await startVisitor(stack)
  await visitor.send('Do you take PayPal?')
  const { turns } = stack.repositories
  const opened = (await turns.get(visitor.sessionId))?.$createdAt ?? null
  const reopened = async (ms: number) =>
    (await reopenTurns(stack.repositories, after(opened, ms), createBudget(MINUTE_MS))).changed
  expect(await reopened(MINUTE_MS)).toBe(0)
  expect(await turns.get(visitor.sessionId)).toMatchObject({ attempts: 1 })
  expect(await reopened(MINUTE_MS + 1)).toBe(1)
  expect(await turns.get(visitor.sessionId)).toMatchObject({ attempts: 2 })
  await turns.close(visitor.sessionId)
})

it('upkeep leaves a message without a turn alone for a minute, and after an hour for good', async () => {
  const visitor = await startVisitor(stack)
  await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
  await visitor.send('Do you take PayPal?')
  const { sessions, turns } = stack.repositories
  const session = await sessions.touch(visitor.sessionId, { needsHuman: false }, 0)
  const lastSeen = session?.lastSeen ?? null
  const isTakenUp = async (ms: number) => {
    await answerLost(stack.repositories, after(lastSeen, ms), createBudget(MINUTE_MS))
    const isOpen = (await turns.get(visitor.sessionId)) !== null
    await turns.close(visitor.sessionId)
    return isOpen
  }
  expect(await isTakenUp(MINUTE_MS - 1)).toBe(false)
  expect(await isTakenUp(MINUTE_MS + 1)).toBe(true)
  expect(await isTakenUp(60 * MINUTE_MS - 1)).toBe(true)
  expect(await isTakenUp(60 * MINUTE_MS + 1)).toBe(false)
})
