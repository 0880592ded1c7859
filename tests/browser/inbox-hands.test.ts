import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { openInbox } from '../support/inbox-page.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor } from '../support/visitor.ts'

let stack: Stack
let browser: Browser
beforeAll(async () => {
  stack = await startStack()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await stack.close()
})

it('the inbox reads list and counters anew by its button, before it would do so by itself', async () => {
  const page = await openInbox(browser, stack)
  await page.getByText('Live').waitFor()
  const counters = page.getByLabel('Counters')
  await counters.waitFor()
  // By itself it reads them once a minute.
  const [list, counts] = await Promise.all([
    page.waitForRequest(/\/tables\/sessions\/rows/),
    page.waitForRequest(/\/executions$/),
    page.getByRole('button', { name: 'Refresh sessions' }).click(),
  ])
  expect(list.method()).toBe('GET')
  expect(counts.postData()).toContain('/admin/stats')
  await page.context().close()
})

it.each([
  ['while characters are composed', { isComposing: true, keyCode: 13 }],
  // Safari ends the composition before it tells of the key.
  ['that ends a composition', { isComposing: false, keyCode: 229 }],
])('the inbox sends nothing by an Enter %s', async (_, composing) => {
  const visitor = await startVisitor(stack)
  await visitor.send('こんにちは')
  const page = await openInbox(browser, stack)
  await page
    .getByRole('button', { name: /こんにちは/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Claim' }).click()
  const reply = page.getByLabel('Reply')
  await reply.fill('はい')
  await reply.dispatchEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...composing })
  await reply.pressSequentially('。')
  await reply.press('Enter')
  await page.getByLabel('Messages').getByText('はい。').waitFor()
  const replies = (await visitor.messages()).filter(({ sender }) => sender === 'agent')
  expect(replies.map(({ text }) => text)).toEqual(['はい。'])
  await page.context().close()
})
