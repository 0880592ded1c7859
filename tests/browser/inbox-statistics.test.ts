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

it('while no session is open the inbox shows what happened by day, to see and to read, on a phone by a button', async () => {
  const visitor = await startVisitor(stack)
  await visitor.ask('thanks')
  await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
  await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
  await callAdmin(stack, 'POST', adminPaths.messages(visitor.sessionId), { text: 'Hello, Ana here' })
  await countChanges(stack.repositories, new Date(Date.now() + 60_000), createBudget(60_000))
  const page = await openInbox(browser, stack)
  const report = page.getByRole('region', { name: 'Statistics' })
  await report.waitFor()
  // Each day at its place: today at the end.
  const heights = await report.locator('.bars span').evaluateAll((bars) => {
    return bars.map((bar) =>
      [...bar.children].map((part) => (part instanceof HTMLElement ? part.style.height : '')),
    )
  })
  expect(heights).toEqual([...Array.from({ length: 29 }, () => ['0%', '0%']), ['100%', '100%']])
  const shortDate = (daysAgo: number) =>
    page.evaluate((ms) => {
      const at = new Date(Date.now() - ms)
      return at.toLocaleDateString(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' })
    }, daysAgo * 86_400_000)
  expect(await report.locator('.dates span').allInnerTexts()).toEqual([
    await shortDate(29),
    await shortDate(0),
  ])
  expect(await report.locator('figcaption').innerText()).toBe(
    'Sessions a day, last 30 days. The filled part was handed to people. Highest: 1.',
  )
  await expect
    .poll(() => report.getByText('First reply of a person').locator('xpath=..').innerText())
    .toMatch(/Median \d+ s; nine of ten within \d+ s/)
  await report.getByText('Numbers by day').click()
  const today = report.getByRole('table', { name: 'By day, in UTC' }).getByRole('row').last()
  expect(await today.innerText()).toMatch(/^\d{4}-\d\d-\d\d\s+1\s+1\s+0$/)
  const ana = report.getByRole('table', { name: 'By agent' }).getByRole('row', { name: stack.agent.name })
  await report.getByRole('heading', { name: 'Since counting began' }).waitFor()
  expect(await ana.innerText()).toMatch(/\s1\s+1\s+1$/)
  await page.getByRole('listitem').filter({ hasText: 'thanks' }).first().click()
  await expect.poll(() => report.isVisible()).toBe(false)
  // A phone shows one thing at a time.
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Back to the list' }).click()
  const more = page.getByRole('button', { name: 'More' })
  for (const leave of [
    () => page.goBack(),
    () => page.getByRole('dialog').getByRole('button', { name: 'Back to the list' }).click(),
  ]) {
    await more.click()
    await page.getByRole('button', { name: 'Statistics' }).click()
    await page.getByRole('dialog', { name: 'Statistics' }).getByText('First reply of a person').waitFor()
    await leave()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('listitem').filter({ hasText: 'thanks' }).first().waitFor()
    await expect.poll(() => more.evaluate((node) => node === document.activeElement)).toBe(true)
  }
  await page.context().close()
})

it('the bar at the top of a phone has three rows: who is here, what can be done, searching', async () => {
  const page = await openInbox(browser, stack)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByLabel('Search sessions').waitFor()
  const rows = [
    [page.getByText('Live', { exact: true }), page.getByText(stack.agent.name, { exact: true }).first()],
    [page.getByRole('button', { name: /^Alerts/ }), page.getByRole('button', { name: 'Refresh sessions' })],
    [page.getByLabel('Search sessions')],
  ]
  rows[0]?.push(page.getByRole('button', { name: 'Sign out' }))
  rows[1]?.push(page.getByRole('button', { name: 'More' }))
  let above = 0
  for (const row of rows) {
    const boxes = await Promise.all(row.map((one) => one.boundingBox()))
    const top = Math.min(...boxes.map((box) => box?.y ?? Number.NaN))
    expect(top).toBeGreaterThanOrEqual(above)
    above = Math.max(...boxes.map((box) => (box ? box.y + box.height : Number.NaN)))
    // No more than the height of one button.
    expect(above - top).toBeLessThanOrEqual(44)
  }
  const border = await page.locator('.list').evaluate((list) => getComputedStyle(list).borderRightWidth)
  expect(border).toBe('0px')
  await page.context().close()
})
