import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import { callAdmin } from '../support/admin.ts'
import { launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { EXECUTIONS, visit, type WidgetPage } from '../support/widget-page.ts'

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

/** Everything that the page keeps in this browser. */
async function kept({ page, context }: WidgetPage): Promise<readonly string[]> {
  const names = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])
  return [...names, ...(await context.cookies()).map((cookie) => cookie.name)]
}

it('asks nothing of the server before it is opened, and stores nothing before the first message', async () => {
  const context = await browser.newContext()
  const asked: string[] = []
  context.on('request', (request) => {
    if (request.url().includes('/v1/')) asked.push(request.url())
  })
  const widget = await visit(browser, stack, context)
  await widget.page.getByRole('button', { name: 'Open chat' }).hover()
  await widget.page.waitForLoadState('networkidle')
  expect(asked).toEqual([])
  await widget.open()
  await widget.composer.fill('I only think about it')
  await widget.page.waitForLoadState('networkidle')
  expect(await kept(widget)).toEqual([])
  // The session is there all the same, without a message.
  const { sessions } = (await callAdmin(stack, 'GET', `${adminPaths.sessions}?messages=without`)).body
  expect(sessions).toHaveLength(1)

  await widget.composer.press('Enter')
  const sessionId = await widget.sessionId()
  expect(sessions).toMatchObject([{ $id: sessionId }])
  await context.close()
})

it('goes on with the same session after a reload, open as it was', async () => {
  const widget = await visit(browser, stack)
  await widget.open()
  await widget.say('How long does shipping take?')
  await widget.page.getByText('2 to 3 working days').waitFor()
  const sessionId = await widget.sessionId()
  await widget.page.reload()
  await widget.page.getByText('2 to 3 working days').waitFor()
  expect(await widget.sessionId()).toBe(sessionId)
  await widget.say('Thanks')
  await eventually('the second message', async () =>
    (await widget.stored()).some((row) => row.text === 'Thanks'),
  )

  await widget.page.getByRole('button', { name: 'Close', exact: true }).click()
  await widget.page.reload()
  await widget.page.getByRole('button', { name: 'Open chat' }).waitFor()
  expect(await widget.page.getByRole('dialog').count()).toBe(0)
  await widget.context.close()
})

it('is still open after a reload in the midst of loading', async () => {
  const widget = await visit(browser, stack)
  await widget.open()
  await widget.say('Hello')
  await widget.page.locator('.bot .bubble').first().waitFor()
  await widget.page.route(EXECUTIONS, () => {})
  await widget.page.reload()
  await widget.page.getByRole('dialog').waitFor()
  await widget.page.reload()
  await widget.page.getByRole('dialog').waitFor()
  await widget.context.close()
})

it('keeps the draft through a reload, and while the server is away', async () => {
  const widget = await visit(browser, stack)
  await widget.open()
  await widget.say('Hello')
  await widget.page.locator('.bot .bubble').first().waitFor()
  await widget.composer.fill('Half a thought')
  await widget.page.route(EXECUTIONS, (route) => route.abort())
  await widget.page.reload()
  await widget.page.getByText('We can’t reach the chat.').waitFor()
  expect(await widget.composer.inputValue()).toBe('Half a thought')
  await widget.page.unroute(EXECUTIONS)
  // It tries again by itself: who comes late to the button finds it gone.
  await widget.log.getByText('Hello', { exact: true }).first().waitFor()
  expect(await widget.composer.inputValue()).toBe('Half a thought')
  await widget.context.close()
})

it('opens the chat by itself once it can be reached again', async () => {
  const widget = await visit(browser, stack)
  await widget.page.route(EXECUTIONS, (route) => route.abort())
  await widget.page.getByRole('button', { name: 'Open chat' }).click()
  await widget.page.getByText('We can’t reach the chat.').waitFor()
  await widget.page.unroute(EXECUTIONS)
  await widget.page.getByText('Ask about candles').waitFor()
  await widget.page.getByText('We can’t reach the chat.').waitFor({ state: 'detached' })
  await widget.context.close()
})

it('shows and sends on the next page what was written before any session could be made', async () => {
  const widget = await visit(browser, stack)
  await widget.open()
  await widget.page.route(EXECUTIONS, (route) => route.abort())
  await widget.say('Nobody heard this')
  await widget.page.getByText('Not sent.').waitFor()
  await widget.page.close()
  const next = await visit(browser, stack, widget.context)
  await next.page.getByRole('button', { name: 'Open chat' }).click()
  await next.log.getByText('Nobody heard this').waitFor()
  await eventually('it to be stored', async () =>
    (await next.stored()).some((row) => row.text === 'Nobody heard this'),
  )
  await widget.context.close()
})

it('starts anew, with the draft, when an operator has deleted the session', async () => {
  const widget = await visit(browser, stack)
  await widget.open()
  await widget.say('Hello')
  await widget.page.locator('.bot .bubble').first().waitFor()
  const deleted = await widget.sessionId()
  await widget.composer.fill('One more thing')
  await widget.page.goto('about:blank')
  expect((await callAdmin(stack, 'DELETE', adminPaths.session(deleted))).status).toBe(200)
  await widget.page.goto(stack.origin)
  await widget.page.getByText('Answers from our help articles').waitFor()
  await eventually('the draft', async () => (await widget.composer.inputValue()) === 'One more thing')
  await widget.composer.press('Enter')
  await eventually('a new session with it', async () => {
    const sessionId = await widget.sessionId()
    return sessionId !== deleted && (await widget.stored()).some((row) => row.text === 'One more thing')
  })
  await widget.context.close()
})

it('goes on in a new chat with the words that a closed one no longer takes', async () => {
  const widget = await visit(browser, stack)
  await widget.open()
  await widget.say('Hello')
  await widget.page.locator('.bot .bubble').first().waitFor()
  const closed = await widget.sessionId()
  await callAdmin(stack, 'POST', adminPaths.close(closed))
  await widget.page.getByText('Write to open it again').waitFor()
  // Closed for longer than the settings allow.
  await widget.page.route(EXECUTIONS, async (route) => {
    const isSend = (route.request().postData() ?? '').includes(`/sessions/${closed}/messages`)
    if (!isSend) return route.continue()
    const refusal = { error: { code: 'session_closed', message: 'closed' } }
    return route.fulfill({
      status: 201,
      json: { responseStatusCode: 409, responseBody: JSON.stringify(refusal) },
    })
  })
  await widget.say('Is it too late?')
  await widget.page.getByText('takes no more messages').waitFor()
  expect(await widget.composer.inputValue()).toBe('Is it too late?')
  await widget.page.getByRole('button', { name: 'New chat' }).click()
  await widget.page.getByText('Answers from our help articles').waitFor()
  expect(await widget.composer.inputValue()).toBe('Is it too late?')
  await widget.composer.press('Enter')
  await eventually('it in the new chat', async () => {
    const sessionId = await widget.sessionId()
    return sessionId !== closed && (await widget.stored()).some((row) => row.text === 'Is it too late?')
  })
  await widget.context.close()
})

it('carries a first draft to the next page of the tab, and stores nothing while a page is there', async () => {
  const widget = await visit(browser, stack)
  await widget.open()
  await widget.composer.fill('Half a first thought')
  // What carries it is fetched with the first letter.
  await widget.page.waitForLoadState('networkidle')
  expect(await kept(widget)).toEqual([])
  await widget.page.reload()
  await widget.page.getByRole('dialog').waitFor()
  await eventually('the draft', async () => (await widget.composer.inputValue()) === 'Half a first thought')
  expect(await kept(widget)).toEqual([])
  await widget.composer.press('Enter')
  await widget.log.getByText('Half a first thought').waitFor()
  await widget.context.close()
})

it('counts on the next page what was answered meanwhile, and asks nothing for people who never wrote', async () => {
  const widget = await visit(browser, stack)
  await widget.open()
  await widget.say('I would like to talk to a person')
  await widget.page.getByText('Waiting for a person').waitFor()
  await widget.page.getByRole('button', { name: 'Close', exact: true }).click()
  const sessionId = await widget.sessionId()
  await widget.page.goto('about:blank')
  await callAdmin(stack, 'POST', adminPaths.assign(sessionId), { agentId: stack.agent.userId })
  const text = { text: 'Here I am', agentId: stack.agent.userId }
  await callAdmin(stack, 'POST', adminPaths.messages(sessionId), text)
  const executions: string[] = []
  widget.page.on('request', (request) => {
    if (request.url().includes('/executions')) executions.push(request.url())
  })
  await widget.page.goto(stack.origin)
  const launcher = widget.page.getByRole('button', { name: 'Open chat, 1 unread' })
  // Over the launcher's corner, though nothing of a conversation was loaded here.
  await widget.page.waitForFunction(
    (badge) => badge && getComputedStyle(badge).position === 'absolute',
    await launcher.locator('.badge').elementHandle(),
  )
  expect(await widget.page.evaluate('Porchlight.getUnread()')).toBe(1)
  expect(executions).toEqual([])
  // Another one comes while this page is there, and is counted when somebody looks at it again.
  await callAdmin(stack, 'POST', adminPaths.messages(sessionId), { ...text, text: 'Are you there?' })
  await widget.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await widget.page.getByRole('button', { name: 'Open chat, 2 unread' }).click()
  await widget.log.getByText('Are you there?').waitFor()
  expect(await widget.page.evaluate('Porchlight.getUnread()')).toBe(0)
  await widget.page.getByRole('button', { name: 'Close', exact: true }).click()
  await widget.page.reload()
  await widget.page.getByRole('button', { name: 'Open chat', exact: true }).waitFor()
  await widget.context.close()
})

it('requests nothing more once it is destroyed, whatever was still being fetched', async () => {
  const widget = await visit(browser, stack)
  const { page } = widget
  await widget.open()
  await widget.say('Hello')
  await page.locator('.group.bot .bubble').first().waitFor()
  await widget.sessionId()
  // Else it would be open again on the next page.
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  const release = Promise.withResolvers<void>()
  await page.route('**/unread-*.js', async (route) => {
    await release.promise
    await route.continue()
  })
  await page.goto('about:blank')
  const asked = page.waitForRequest('**/unread-*.js')
  await page.goto(stack.origin)
  await page.getByRole('button', { name: 'Open chat' }).hover()
  await asked
  await page.evaluate('Porchlight.destroy()')
  const reads: string[] = []
  page.on('request', (request) => reads.push(request.url()))
  const arrived = page.waitForEvent('requestfinished', (request) => request.url().includes('/unread-'))
  release.resolve()
  await arrived
  // Its code runs by then, and what it would read first is requested at once.
  await page.evaluate('new Promise((then) => requestAnimationFrame(() => setTimeout(then)))')
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.evaluate('new Promise((then) => requestAnimationFrame(() => setTimeout(then)))')
  expect(reads.filter((url) => url.includes('/rows'))).toEqual([])
  await widget.context.close()
})

it('goes on in memory where the page has filled the storage', async () => {
  const context = await browser.newContext()
  await context.addInitScript(() => {
    for (let size = 262_144; size >= 1; size >>= 1) {
      try {
        for (let index = 0; index < 40; index++)
          localStorage.setItem(`page${size}_${index}`, 'x'.repeat(size))
      } catch {
        // Full: smaller pieces fill the rest.
      }
    }
  })
  const widget = await visit(browser, stack, context)
  await widget.open()
  await widget.say('How long does shipping take?')
  await widget.page.getByText('2 to 3 working days').waitFor()
  expect((await kept(widget)).filter((name) => name.startsWith('porchlight'))).toEqual([])
  await context.close()
})

it('stores the chat anew with the next message after the page has cleared the storage', async () => {
  const widget = await visit(browser, stack)
  await widget.open()
  await widget.say('Before signing out')
  await widget.page.locator('.bot .bubble').first().waitFor()
  await widget.page.evaluate(() => {
    localStorage.clear()
    sessionStorage.clear()
  })
  await widget.say('After signing out')
  await eventually('it to be stored', async () =>
    (await widget.stored()).some((row) => row.text === 'After signing out'),
  )
  await widget.page.reload()
  await widget.log.getByText('After signing out').waitFor()
  await widget.log.getByText('Before signing out').waitFor()
  await widget.context.close()
})
