import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { openInbox } from '../support/inbox-page.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { untilProtected, visit } from '../support/widget-page.ts'

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

it('is used from end to end without a mouse', async () => {
  const { page, composer, context, log } = await visit(browser, stack)
  const launcher = page.getByRole('button', { name: 'Open chat' })
  await launcher.focus()
  await page.keyboard.press('Enter')
  await page.getByText('Answers from our help articles').waitFor()
  expect(await composer.evaluate((field) => field.matches(':focus'))).toBe(true)

  await page.keyboard.type('How long does')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('shipping take?')
  expect(await composer.inputValue()).toBe('How long does\nshipping take?')
  await page.keyboard.press('Enter')
  await log.getByText('2 to 3 working days').waitFor()
  expect(await composer.inputValue()).toBe('')
  expect(await composer.evaluate((field) => field.matches(':focus'))).toBe(true)

  const menu = page.getByRole('button', { name: 'More' })
  await menu.focus()
  await page.keyboard.press('Enter')
  const items = page.locator('[role^=menuitem]')
  // The switch comes last.
  await page.getByRole('menuitemcheckbox').waitFor()
  expect(await items.first().evaluate((item) => item.matches(':focus'))).toBe(true)
  await page.keyboard.press('End')
  expect(await items.last().evaluate((item) => item.matches(':focus'))).toBe(true)
  await page.keyboard.press('Escape')
  await items.first().waitFor({ state: 'detached' })
  expect(await menu.evaluate((button) => button.matches(':focus'))).toBe(true)

  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await launcher.evaluate((button) => button.matches(':focus'))).toBe(true)
  await context.close()
})

it('keeps the focus inside where it covers the page, and says that it is modal', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 700 } })
  const { page } = await visit(browser, stack, context)
  await page.getByRole('button', { name: 'Open chat' }).click()
  await page.getByText('Answers from our help articles').waitFor()
  await untilProtected(page)
  const panel = page.getByRole('dialog')
  expect(await panel.getAttribute('aria-modal')).toBe('true')
  for (let stop = 0; stop < 12; stop += 1) {
    await page.keyboard.press('Tab')
    expect(await panel.evaluate((it) => it.matches(':focus-within'))).toBe(true)
  }
  const box = await panel.boundingBox()
  expect(box).toMatchObject({ x: 0, y: 0, width: 390, height: 700 })
  await context.close()
})

it('keeps the newest words in sight while the composer grows and time passes', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 600 } })
  const { page, composer, log, open, say } = await visit(browser, stack, context)
  await open()
  await say('How long does shipping take?')
  await log.getByText('2 to 3 working days').waitFor()
  const below = () => log.evaluate((it) => Math.round(it.scrollHeight - it.scrollTop - it.clientHeight))
  const isOverfull = await log.evaluate((it) => it.scrollHeight > it.clientHeight)
  expect(isOverfull).toBe(true)
  await composer.fill('One line\nand another\nand a third')
  await eventually('the log to end at its end', async () => (await below()) === 0)
  // Each tick measures the composer anew.
  await page.evaluate(() => {
    const host = document.querySelector('porchlight-chat')
    const field = host?.shadowRoot?.querySelector('textarea')
    return new Promise((resolve) => {
      if (field) new MutationObserver(resolve).observe(field, { attributes: true })
    })
  })
  expect(await below()).toBe(0)
  await context.close()
})

it('leaves the page’s own shortcuts alone while somebody writes', async () => {
  const { page, composer, context, open } = await visit(browser, stack)
  await page.evaluate(() => {
    document.addEventListener('keydown', () => document.documentElement.setAttribute('data-pressed', ''))
  })
  await open()
  await untilProtected(page)
  await composer.press('k')
  expect(await page.locator('html').getAttribute('data-pressed')).toBeNull()
  await context.close()
})

it('renames a chat, and deletes it only after asking', async () => {
  const widget = await visit(browser, stack)
  const { page } = widget
  await widget.open()
  await widget.say('Hello')
  await page.locator('.bot .bubble').first().waitFor()
  const sessionId = await widget.sessionId()

  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'Name of this chat' }).fill('Candles')
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  expect((await stack.repositories.sessions.get(sessionId))?.chatName).toBe('Candles')

  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Delete chat' }).click()
  const cancel = page.getByRole('button', { name: 'Cancel' })
  expect(await cancel.evaluate((button) => button.matches(':focus'))).toBe(true)
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  expect(await stack.repositories.sessions.get(sessionId)).not.toBeNull()

  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Delete chat' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete chat' }).click()
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  expect(await page.locator('.visitor .bubble').count()).toBe(0)
  expect(await stack.repositories.sessions.get(sessionId)).toBeNull()
  await widget.context.close()
})

it('deletes a chat also once its history is cleared, of which the inbox keeps no word', async () => {
  const widget = await visit(browser, stack)
  const { page } = widget
  await widget.open()
  const act = async (name: string) => {
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name }).click()
    await page.getByRole('alertdialog').getByRole('button', { name }).click()
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  }
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Your chats' }).waitFor()
  // Nothing has become of it yet.
  expect(await page.getByRole('menuitem', { name: 'Delete chat' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await widget.say('Words that go away')
  await page.locator('.bot .bubble').first().waitFor()
  const sessionId = await widget.sessionId()
  await act('Clear history')
  await page.locator('.visitor .bubble').waitFor({ state: 'detached' })

  const inbox = await openInbox(browser, stack)
  await inbox.goto(`${stack.origin}/inbox#open/${sessionId}`)
  await inbox.reload()
  await inbox.getByText('none were written yet, or they were deleted').waitFor()
  await inbox.getByRole('heading', { name: 'No messages' }).waitFor()
  expect(await inbox.locator('body').innerText()).not.toContain('Words that go away')
  await inbox.context().close()

  await act('Delete chat')
  expect(await stack.repositories.sessions.get(sessionId)).toBeNull()
  await widget.context.close()
})

it('writes on in the composer after beginning a new chat from the menu', async () => {
  const widget = await visit(browser, stack)
  const { page, composer } = widget
  await widget.open()
  await widget.say('The chat before')
  await page.locator('.bot .bubble').first().waitFor()
  await page.getByRole('button', { name: 'More' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'New chat' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem').first().waitFor({ state: 'detached' })
  await page.keyboard.type('Typed at once')
  await eventually('an empty log', async () => (await page.locator('.visitor .bubble').count()) === 0)
  expect(await composer.inputValue()).toBe('Typed at once')
  await widget.context.close()
})

it('lists own chats and goes back to one', async () => {
  const widget = await visit(browser, stack)
  const { page } = widget
  await widget.open()
  await widget.say('The first chat')
  await page.locator('.bot .bubble').first().waitFor()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'New chat' }).click()
  await eventually('an empty log', async () => (await page.locator('.visitor .bubble').count()) === 0)
  await widget.say('The second chat')
  await page.locator('.bot .bubble').first().waitFor()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Your chats' }).click()
  const names = page.locator('.sessions li b')
  await names.first().waitFor()
  expect(await names.allInnerTexts()).toEqual(['The second chat', 'The first chat'])
  // One level up, as from an article.
  await page.keyboard.press('Escape')
  await widget.log.getByText('The second chat').waitFor()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Your chats' }).click()
  await names.first().waitFor()
  await page.getByRole('button', { name: /The first chat/ }).click()
  await widget.log.getByText('The first chat').waitFor()
  await widget.context.close()
})
