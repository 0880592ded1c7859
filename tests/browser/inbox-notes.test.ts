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

it('notes of one agent show to the other at once, stay with their session, and can be taken back', async () => {
  const [first, second] = await Promise.all([startVisitor(stack), startVisitor(stack)])
  await first.send('About the blue lantern')
  await second.send('About a broken wick')
  const [ana, ben] = await Promise.all([openInbox(browser, stack), openInbox(browser, stack)])
  for (const page of [ana, ben]) {
    await page.getByText('Live', { exact: true }).waitFor()
    await page.getByRole('button', { name: /About the blue lantern/ }).click()
    await page.getByLabel('Note', { exact: true }).waitFor()
  }
  await ana.getByLabel('Note', { exact: true }).fill('Calls <b>every</b> week')
  await ana.getByLabel('Note', { exact: true }).press('Enter')
  await ben.getByLabel('Notes').getByText('Calls <b>every</b> week').waitFor()
  await expect.poll(() => ana.getByLabel('Note', { exact: true }).inputValue()).toBe('')
  await ben.getByLabel('Note', { exact: true }).fill('half written')
  await ben.getByRole('button', { name: /About a broken wick/ }).click()
  await ben.getByRole('heading', { name: 'About a broken wick' }).waitFor()
  await expect.poll(() => ben.getByLabel('Note', { exact: true }).inputValue()).toBe('')
  await ben.getByRole('button', { name: /About the blue lantern/ }).click()
  await ben.getByLabel('Notes').getByText('Calls <b>every</b> week').waitFor()
  await expect.poll(() => ben.getByLabel('Note', { exact: true }).inputValue()).toBe('half written')
  await ana.getByLabel('Notes').getByRole('button', { name: 'Delete' }).click()
  await ben.getByLabel('Notes').getByText('Calls').waitFor({ state: 'detached' })
  for (const page of [ana, ben]) await page.context().close()
})

it('a slash offers canned replies, and the chosen one is written with the names that belong in it', async () => {
  await stack.repositories.cannedReplies.put('mixed', {
    shortcut: 'mixed',
    text: '{agent} <i>here</i>, {visitor}!',
  })
  const visitor = await startVisitor(stack, { userMeta: { name: 'Zoë $&' } })
  await visitor.send('Is somebody there to help me')
  const page = await openInbox(browser, stack)
  await page.getByRole('button', { name: /Is somebody there/ }).click()
  const claim = page.getByRole('button', { name: 'Claim' })
  await claim.click()
  const reply = page.getByLabel('Reply')
  const offered = page.getByRole('option')
  await reply.fill('/')
  await offered.first().waitFor()
  await expect.poll(() => offered.count()).toBe(5)
  await reply.press('ArrowDown')
  await page.getByRole('option', { name: '/hello', selected: true }).waitFor()
  await reply.press('Escape')
  await offered.first().waitFor({ state: 'detached' })
  await reply.fill('/mi')
  await page.getByRole('option', { name: '/mixed' }).waitFor()
  await reply.press('Enter')
  await expect.poll(() => reply.inputValue()).toBe(`${stack.agent.name} <i>here</i>, Zoë $&!`)
  // What is found by its text, and chosen by the mouse; nobody's name leaves no gap.
  await reply.fill('/somewords')
  await offered.first().waitFor({ state: 'detached' })
  await reply.fill('/confirmed')
  await offered.first().click()
  await expect.poll(() => reply.inputValue()).toContain('It is in the mail that confirmed your order.')
  await reply.press('Enter')
  await page.getByLabel('Messages').getByText('Could you send me your order number').waitFor()
  await page.context().close()
})
