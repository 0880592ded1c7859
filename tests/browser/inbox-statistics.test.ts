import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { createBudget } from '../../functions/upkeep/budget.ts'
import { countChanges } from '../../functions/upkeep/count-changes.ts'
import { callAdmin } from '../support/admin.ts'
import { launchChromium } from '../support/chromium.ts'
import { openInbox } from '../support/inbox-page.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor } from '../support/visitor.ts'

let browser: Browser
let stack: Stack
beforeAll(async () => {
  ;[stack, browser] = await Promise.all([startStack(), launchChromium()])
})
afterAll(async () => {
  await browser.close()
  await stack.close()
})

it('while no session is open the inbox shows what happened by day, to see and to read', async () => {
  const visitor = await startVisitor(stack)
  await visitor.ask('thanks')
  await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
  await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
  await callAdmin(stack, 'POST', adminPaths.messages(visitor.sessionId), { text: 'Hello, Ana here' })
  await countChanges(stack.repositories, new Date(Date.now() + 60_000), createBudget(60_000))
  const page = await openInbox(browser, stack)
  const report = page.getByRole('region', { name: 'Statistics of the last 30 days' })
  await report.waitFor()
  expect(await report.locator('.bars[aria-hidden=true] span').count()).toBeGreaterThan(0)
  await expect
    .poll(() => report.getByText('First reply of a person').locator('xpath=..').innerText())
    .toMatch(/\d+ s, nine of ten within \d+ s/)
  await report.getByText('Numbers by day and agent').click()
  const today = report.getByRole('table', { name: 'By day, in UTC' }).getByRole('row').last()
  expect(await today.innerText()).toMatch(/^\d{4}-\d\d-\d\d\s+1\s+1\s+0$/)
  const ana = report.getByRole('table', { name: /By agent/ }).getByRole('row', { name: stack.agent.name })
  expect(await ana.innerText()).toMatch(/\s1\s+1\s+1$/)
  await page.getByRole('listitem').filter({ hasText: 'thanks' }).first().click()
  await expect.poll(() => report.isVisible()).toBe(false)
  await page.context().close()
})
