import { SignJWT } from 'jose'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newMessageId } from '../../contract/ids.ts'
import { launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { detail, openInbox } from '../support/inbox-page.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { EXECUTIONS, isSend, visit, type WidgetPage } from '../support/widget-page.ts'

/** By which the site's server signs who its visitors are. */
const IDENTITY_SECRET = 'x'.repeat(32)

let stack: Stack
let browser: Browser
beforeAll(async () => {
  stack = await startStack({ environment: { IDENTITY_SECRET } })
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

/** As the page of a site that knows who is signed in there. */
async function identify(page: Page, sub: string): Promise<void> {
  const token = await new SignJWT({ sub, name: `Name of ${sub}` })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(stack.projectId)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(IDENTITY_SECRET))
  await page.evaluate((signed) => Reflect.get(window, 'Porchlight')('identify', { token: signed }), token)
}

it('follows a visitor whom the site’s server names to another browser, and begins anew for the next one', async () => {
  const first = await visit(browser, stack)
  await identify(first.page, 'customer-1')
  await first.open()
  await first.say('Where is order 4711?')
  await eventually('what they said', async () => (await first.stored()).length > 0)

  const second = await visit(browser, stack)
  await second.open()
  // An unused chat gives way, also when the page learns late who that is.
  await identify(second.page, 'customer-1')
  await second.log.getByText('Where is order 4711?').waitFor()
  expect(await second.sessionId()).toBe(await first.sessionId())
  await second.page.reload()
  await identify(second.page, 'customer-1')
  await second.log.getByText('Where is order 4711?').waitFor()

  await identify(second.page, 'customer-2')
  await second.log.getByText('Where is order 4711?').waitFor({ state: 'detached' })
  expect(await second.page.evaluate(() => JSON.stringify(localStorage))).not.toContain('customer-1')

  const inbox = await openInbox(browser, stack)
  await inbox
    .getByRole('button', { name: /order 4711/ })
    .first()
    .click()
  await inbox.getByRole('heading', { name: 'Verified visitor' }).waitFor()
  expect(await detail(inbox, 'Verified name')).toBe('Name of customer-1')
  await Promise.all([first.context.close(), second.context.close(), inbox.context().close()])
})

it('leaves a visitor whose token is none a chat like anybody’s', async () => {
  const widget = await visit(browser, stack)
  const { page, context } = widget
  await page.evaluate(() =>
    Reflect.get(window, 'Porchlight')('identify', { token: `a.${btoa('{"sub":"customer-1"}')}.c` }),
  )
  await widget.open()
  await widget.say('Hello')
  await page.getByText('Ask me anything about our products').waitFor()
  const session = await stack.repositories.sessions.get(await widget.sessionId())
  expect(session?.verifiedId).toBeNull()
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('customer-1')
  await context.close()
})

it('tells of an answer while nobody looks: in the title, and by one sound of all tabs where that is switched on', async () => {
  const context = await browser.newContext()
  await context.addInitScript(() => {
    let isHidden = false
    Object.assign(window, {
      rung: 0,
      hide: (hidden: boolean) => {
        isHidden = hidden
        document.dispatchEvent(new Event('visibilitychange'))
      },
      AudioContext: function () {
        Reflect.set(window, 'rung', Number(Reflect.get(window, 'rung')) + 1)
        throw new Error('no device')
      },
    })
    Object.defineProperty(document, 'hidden', { get: () => isHidden })
  })
  const first = await visit(browser, stack, context)
  await first.open()
  await first.say('Hello')
  await first.page.getByText('Ask me anything about our products').waitFor()
  const second = await visit(browser, stack, context)
  await second.open()
  await second.log.getByText('Ask me anything about our products').waitFor()
  const pages = [first.page, second.page]
  const hide = (isHidden: boolean) =>
    Promise.all(pages.map((page) => page.evaluate((hidden) => Reflect.get(window, 'hide')(hidden), isHidden)))
  const rung = async () => {
    const counts = await Promise.all(pages.map((page) => page.evaluate('window.rung')))
    return counts.reduce((sum: number, count) => sum + Number(count), 0)
  }
  const title = await first.page.title()
  const answer = async (text: string) => {
    const sessionId = await first.sessionId()
    const session = await stack.repositories.sessions.get(sessionId)
    await stack.repositories.messages.create({
      id: newMessageId(),
      sessionId,
      sender: 'bot',
      visitorId: session?.visitorId ?? null,
      text,
    })
    await stack.repositories.sessions.touch(sessionId, {}, 1)
  }

  await hide(true)
  await answer('Quietly')
  for (const { page } of [first, second]) await expect.poll(() => page.title()).toBe(`(1) ${title}`)
  await hide(false)
  await expect.poll(() => first.page.title()).toBe(title)
  expect(await rung()).toBe(0)

  await first.page.getByRole('button', { name: 'More' }).click()
  const alerts = first.page.getByRole('menuitemcheckbox', { name: 'Sound and notifications' })
  await alerts.click()
  await expect.poll(() => alerts.getAttribute('aria-checked')).toBe('true')
  expect(await rung()).toBe(1)
  await hide(true)
  await answer('Aloud')
  await expect.poll(rung).toBe(2)
  await answer('Aloud again')
  await expect.poll(rung).toBe(3)
  expect(await second.page.title()).toBe(`(2) ${title}`)
  // Who looks at one of them is told by none.
  await first.page.evaluate(() => Reflect.get(window, 'hide')(false))
  await answer('In sight')
  await second.log.getByText('In sight').waitFor()
  await first.page.evaluate(() => Reflect.get(window, 'hide')(true))
  await answer('Out of sight')
  await expect.poll(rung).toBe(4)
  await context.close()
})
