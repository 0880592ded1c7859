import type { Browser, Locator } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { EXECUTIONS, isSend, visit, type WidgetPage } from '../support/widget-page.ts'

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

const hasFocus = (it: Locator) => it.evaluate((element) => element.matches(':focus'))

async function waitForPerson(widget: WidgetPage): Promise<void> {
  await widget.say('I would like to talk to a person')
  await widget.page.getByText('We’ll answer here.').waitFor()
}

it('keeps the focus when a control vanishes by its own use', async () => {
  const widget = await visit(browser, stack)
  const { page, composer } = widget
  await widget.open()
  const starter = page.getByRole('button', { name: 'How long does shipping take?' })
  await starter.focus()
  await page.keyboard.press('Enter')
  await page.getByText('2 to 3 working days').waitFor()
  await eventually('the focus after a question', () => hasFocus(composer))
  // From the page straight to a control.
  await page.evaluate(() => document.querySelector('a')?.focus())
  await page.getByRole('button', { name: 'Talk to a person' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('We’ll answer here.').waitFor()
  await eventually('the focus after asking for a person', () => hasFocus(composer))
  await page.route(EXECUTIONS, (route) => (isSend(route) ? route.abort() : route.continue()))
  await widget.say('Number WE-1042')
  const retry = page.getByRole('button', { name: 'Retry' })
  await retry.waitFor()
  await page.unroute(EXECUTIONS)
  await retry.focus()
  await page.keyboard.press('Enter')
  await retry.waitFor({ state: 'detached' })
  await eventually('the focus after a retry', () => hasFocus(composer))
  // Who leaves by themselves is not fetched back.
  await page.evaluate(() => document.querySelector('a')?.focus())
  await widget.page.getByText('Sent', { exact: true }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('A')
  await widget.context.close()
})

it('shows edges and the focus in forced colours', async () => {
  const context = await browser.newContext({ forcedColors: 'active' })
  const widget = await visit(browser, stack, context)
  const { page, composer } = widget
  await widget.open()
  const edge = (it: Locator) => it.evaluate((element) => getComputedStyle(element).borderTopWidth)
  const outline = (it: Locator) => it.evaluate((element) => getComputedStyle(element).outlineStyle)
  await eventually('edges', async () => (await edge(page.locator('.panel'))) === '1px')
  expect(await edge(page.locator('.launcher'))).toBe('1px')
  await eventually('edges of home', async () => (await edge(page.locator('.card').first())) === '1px')
  await composer.focus()
  expect(await outline(page.locator('footer form'))).toBe('solid')
  await page.keyboard.press('Shift+Tab')
  for (const name of ['Close', 'More']) {
    const button = page.getByRole('button', { name, exact: true })
    await button.focus()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    expect(await outline(button), name).toBe('solid')
  }
  await widget.say('Hello')
  await page.locator('.bot .bubble').first().waitFor()
  expect(await edge(page.locator('.visitor .bubble'))).toBe('1px')
  await context.close()
})

it('takes an error back once it is read, or the chat goes on', async () => {
  const widget = await visit(browser, stack)
  const { page } = widget
  await widget.open()
  await widget.say('Hello')
  await page.locator('.bot .bubble').first().waitFor()
  const alert = page.getByRole('alert').getByText('We can’t reach the chat.')
  const fail = async () => {
    await page.route(EXECUTIONS, (route) => route.abort())
    await page.getByRole('button', { name: 'Talk to a person' }).first().click()
    await alert.waitFor()
    await page.unroute(EXECUTIONS)
  }
  await fail()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await alert.waitFor({ state: 'detached' })
  await eventually('the focus', () => hasFocus(widget.composer))
  await fail()
  await widget.say('Do you take PayPal?')
  await page.getByText('Sent', { exact: true }).or(page.locator('.bot .bubble').nth(1)).first().waitFor()
  await alert.waitFor({ state: 'detached' })
  await widget.context.close()
})

it('announces once that a person was asked for, not again with every minute', async () => {
  const widget = await visit(browser, stack)
  const { page } = widget
  await page.clock.install()
  await widget.open()
  await waitForPerson(widget)
  await page.getByText('just now', { exact: true }).first().waitFor()
  await page.evaluate(() => {
    const root = document.querySelector('porchlight-chat')?.shadowRoot
    Reflect.set(window, 'announced', 0)
    for (const live of root?.querySelectorAll('[aria-live]:not([role=log]), [role=alert], output') ?? []) {
      new MutationObserver(() =>
        Reflect.set(window, 'announced', Number(Reflect.get(window, 'announced')) + 1),
      ).observe(live, { subtree: true, childList: true, characterData: true })
    }
  })
  // An answer from now on would tell the page that its clock is five minutes ahead of the server's.
  await page.route(`${stack.endpoint}/**`, () => undefined)
  await page.clock.fastForward('05:00')
  await page.locator('.since').getByText('5 min. ago').waitFor()
  expect(await page.evaluate('announced')).toBe(0)
  await widget.context.close()
})

it('says one thing about a missing connection', async () => {
  const widget = await visit(browser, stack)
  const { page } = widget
  let isCut = false
  await page.routeWebSocket(/realtime/, (socket) => {
    if (isCut) return void socket.close()
    socket.connectToServer()
    void page
      .waitForFunction(() => Reflect.has(globalThis, 'cut'))
      .then(
        () => socket.close(),
        () => undefined,
      )
  })
  await widget.open()
  await waitForPerson(widget)
  isCut = true
  await page.route('**/v1/**', (route) => route.abort())
  await page.evaluate('window.cut = true')
  await widget.say('Written in a tunnel')
  await page.getByText('No connection. What you write is kept').waitFor()
  await page.getByText('Sent when the connection is back.').waitFor()
  expect(await page.getByText('Not sent.').count()).toBe(0)
  expect(await page.getByText('We can’t reach the chat.').count()).toBe(0)
  await page.unroute('**/v1/**')
  isCut = false
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await page.getByText('Sent when the connection is back.').waitFor({ state: 'detached' })
  await widget.context.close()
})

it('tells those who listen how much room is left, in steps', async () => {
  const widget = await visit(browser, stack)
  const { page, composer } = widget
  await widget.open()
  await composer.fill('x')
  const said = page.locator('footer output')
  await said.waitFor({ state: 'attached' })
  expect(await said.textContent()).toBe('')
  const length = async (characters: number) => {
    await composer.fill('x'.repeat(characters))
    await composer.press('x')
  }
  await length(3949)
  await eventually('the step', async () => (await said.textContent()) === '50 left')
  await length(3954)
  expect(await said.textContent()).toBe('50 left')
  expect(await page.locator('.count').innerText()).toBe('45 left')
  await length(4005)
  await eventually('too long', async () => (await said.textContent()) === 'This is too long to be sent')
  await widget.context.close()
})

it('lets only new messages rise, not those drawn again', async () => {
  const widget = await visit(browser, stack)
  const { page } = widget
  await widget.open()
  await page.evaluate(() => {
    Reflect.set(window, 'risen', [])
    const animate = Element.prototype.animate
    Element.prototype.animate = function (...args) {
      Reflect.get(window, 'risen').push(this.textContent)
      return animate.apply(this, args)
    }
  })
  await widget.say('How long does shipping take?')
  await page.getByText('2 to 3 working days').waitFor()
  const risen = () => page.evaluate(() => Reflect.get(window, 'risen').length)
  await eventually('both to rise', async () => (await risen()) >= 2)
  const before = await risen()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Your chats' }).click()
  await page.getByRole('button', { name: 'Back to the chat' }).click()
  await page.getByText('2 to 3 working days').waitFor()
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('button', { name: 'Open chat' }).click()
  await page.getByText('2 to 3 working days').waitFor()
  expect(await risen()).toBe(before)
  const moving = await page
    .locator('.entry')
    .evaluateAll((entries) => entries.flatMap((it) => it.getAnimations()).length)
  expect(moving).toBe(0)
  await widget.context.close()
})
