import type { Browser, WebSocketRoute } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import { callAdmin } from '../support/admin.ts'
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

/** The visitor's own words in the log, in their order. */
async function ownWords(widget: WidgetPage): Promise<readonly string[]> {
  return widget.page.locator('.visitor .bubble').allInnerTexts()
}

async function reply(sessionId: string, text: string): Promise<void> {
  const answer = await callAdmin(stack, 'POST', adminPaths.messages(sessionId), {
    text,
    agentId: stack.agent.userId,
  })
  expect(answer.status).toBeLessThan(300)
}

/** Opens the panel and asks for a person, who answers “Before”. Gives the session's id. */
async function talkToAgent(widget: WidgetPage): Promise<string> {
  await widget.open()
  await widget.say('I would like to talk to a person')
  await widget.page.getByText('Waiting for a person').waitFor()
  const sessionId = await widget.sessionId()
  await callAdmin(stack, 'POST', adminPaths.assign(sessionId), { agentId: stack.agent.userId })
  await reply(sessionId, 'Before')
  await widget.log.getByText('Before').waitFor()
  return sessionId
}

it('sends a message exactly once although the answers to the first two attempts are lost', async () => {
  const widget = await visit(browser, stack)
  let lost = 0
  // Nor does it hear of it any other way, until it has tried three times.
  await widget.page.routeWebSocket(/realtime/, (socket) => void socket.close())
  await widget.page.route('**/tablesdb/**', (route) => (lost < 2 ? route.abort() : route.continue()))
  await widget.open()
  await widget.page.route(EXECUTIONS, async (route) => {
    if (!isSend(route) || lost === 2) return route.continue()
    lost += 1
    // The server has stored it; the browser never hears of that.
    await route.fetch()
    return route.abort('connectionreset')
  })
  await widget.say('How long does shipping take?')
  await widget.page.getByText('2 to 3 working days').waitFor()
  await eventually('both attempts to be over', async () => lost === 2 || null)
  expect(await ownWords(widget)).toEqual(['How long does shipping take?'])
  const stored = await widget.stored()
  expect(stored.map((row) => row.sender)).toEqual(['user', 'bot'])
  await eventually('a count of two', async () => {
    const session = await stack.repositories.sessions.get(await widget.sessionId())
    return session?.messageCount === 2
  })
  await widget.context.close()
})

it('keeps a message that can’t be sent, and sends it once when asked to', async () => {
  const widget = await visit(browser, stack)
  await widget.open()
  await widget.say('Hello')
  await widget.page
    .getByText('Sent', { exact: true })
    .or(widget.page.locator('.bot .bubble'))
    .first()
    .waitFor()
  await widget.page.route(EXECUTIONS, (route) => (isSend(route) ? route.abort() : route.continue()))
  await widget.say('Are you there?')
  await widget.page.getByText('Not sent.').waitFor()
  await widget.page.unroute(EXECUTIONS)
  await widget.page.getByRole('button', { name: 'Retry' }).click()
  await widget.page.getByText('Not sent.').waitFor({ state: 'detached' })
  await eventually('it to be stored', async () =>
    (await widget.stored()).some((row) => row.text === 'Are you there?'),
  )
  const stored = (await widget.stored()).filter((row) => row.sender === 'user')
  expect(stored.map((row) => row.text)).toEqual(['Hello', 'Are you there?'])
  expect(await ownWords(widget)).toEqual(['Hello', 'Are you there?'])
  await widget.context.close()
})

it('sends after a reload what was never confirmed', async () => {
  const widget = await visit(browser, stack)
  await widget.open()
  await widget.say('Hello')
  await widget.page.locator('.bot .bubble').first().waitFor()
  await widget.page.route(EXECUTIONS, (route) => (isSend(route) ? route.abort() : route.continue()))
  await widget.say('Written in a tunnel')
  await widget.page.getByText('Not sent.').waitFor()
  await widget.page.unroute(EXECUTIONS)
  // The panel stood open: it opens again by itself.
  await widget.page.reload()
  await eventually('it to be stored', async () =>
    (await widget.stored()).some((row) => row.text === 'Written in a tunnel'),
  )
  await widget.page.getByText('Not sent.').waitFor({ state: 'detached' })
  expect(await ownWords(widget)).toEqual(['Hello', 'Written in a tunnel'])
  await widget.context.close()
})

it('catches up in order with everything that was said while it had no connection', async () => {
  const widget = await visit(browser, stack)
  const sockets: WebSocketRoute[] = []
  let isCut = false
  await widget.page.routeWebSocket(/realtime/, (socket) => {
    if (isCut) return void socket.close()
    socket.connectToServer()
    sockets.push(socket)
  })
  const sessionId = await talkToAgent(widget)

  isCut = true
  await widget.page.route('**/tablesdb/**', (route) => route.abort())
  await Promise.all(sockets.map((socket) => socket.close()))
  await widget.page.getByText('No connection.').waitFor()
  const missed = ['First', 'Second', 'Third']
  for (const text of missed) await reply(sessionId, text)
  expect(await widget.log.getByText('Third').count()).toBe(0)

  isCut = false
  await widget.page.unroute('**/tablesdb/**')
  await widget.page.evaluate(() => dispatchEvent(new Event('online')))
  await widget.log.getByText('Third').waitFor()
  expect(await widget.page.locator('.agent .bubble').allInnerTexts()).toEqual(['Before', ...missed])
  await widget.page.getByText('No connection.').waitFor({ state: 'detached' })
  await reply(sessionId, 'Live again')
  await widget.log.getByText('Live again').waitFor()
  await widget.context.close()
})

it('receives by reading where WebSockets are blocked', async () => {
  const widget = await visit(browser, stack)
  await widget.page.routeWebSocket(/realtime/, (socket) => void socket.close())
  await widget.open()
  await widget.say('How long does shipping take?')
  await widget.page.getByText('2 to 3 working days').waitFor()
  expect(await widget.page.getByText('No connection.').count()).toBe(0)
  await widget.context.close()
})

it('keeps two tabs of one visitor in step', async () => {
  const first = await visit(browser, stack)
  await first.open()
  await first.say('From the first tab')
  await first.page.locator('.bot .bubble').first().waitFor()
  const second = await visit(browser, stack, first.context)
  await second.page.getByRole('button', { name: 'Open chat' }).click()
  await second.log.getByText('From the first tab').waitFor()
  await second.say('From the second tab')
  await first.log.getByText('From the second tab').waitFor()
  await first.say('And back')
  await second.log.getByText('And back').waitFor()
  const words = ['From the first tab', 'From the second tab', 'And back']
  expect(await ownWords(first)).toEqual(words)
  expect(await ownWords(second)).toEqual(words)
  await first.context.close()
})

it('lets a tab that has said nothing join the chat that another tab begins', async () => {
  const first = await visit(browser, stack)
  await first.open()
  const second = await visit(browser, stack, first.context)
  await second.open()
  await second.composer.fill('An unsent thought')
  await first.say('I speak first')
  await second.log.getByText('I speak first').waitFor()
  expect(await second.composer.inputValue()).toBe('An unsent thought')
  await first.context.close()
})

it('shows an answer whose push was lost as soon as something else is said, in its place', async () => {
  const widget = await visit(browser, stack)
  let isHalfOpen = false
  await widget.page.routeWebSocket(/realtime/, (socket) => {
    const server = socket.connectToServer()
    // As after a change of networks: the socket stands, and nothing comes through it in either direction.
    server.onMessage((frame) => {
      if (!isHalfOpen) socket.send(frame)
    })
    socket.onMessage((frame) => {
      if (!isHalfOpen) server.send(frame)
    })
  })
  const sessionId = await talkToAgent(widget)

  isHalfOpen = true
  await reply(sessionId, 'Lost on its way')
  await widget.say('First')
  await widget.say('Second')
  await widget.log.getByText('Lost on its way').waitFor()
  isHalfOpen = false
  await reply(sessionId, 'After')
  await widget.page.evaluate(() => dispatchEvent(new Event('online')))
  await widget.log.getByText('After', { exact: true }).waitFor()
  const shown = await widget.page.locator('.group:not(.system) .bubble').allInnerTexts()
  const stored = (await widget.stored()).filter((row) => row.sender !== 'system')
  expect(shown).toEqual(stored.map((row) => row.text))
  await widget.context.close()
})

it('stores a message once when a second tab is written in while the first one’s session is slow', async () => {
  const first = await visit(browser, stack)
  let letGo = () => {}
  const isSlow = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await first.page.route(EXECUTIONS, async (route) => {
    const isStart = (route.request().postData() ?? '').includes('"path":"/sessions","method":"POST"')
    if (isStart) await isSlow
    await route.continue()
  })
  await first.open()
  const second = await visit(browser, stack, first.context)
  await second.open()
  await first.say('Only once')
  await first.page.getByText('Only once').waitFor()
  // What sends is fetched with it, and finds the unsent message of the first tab.
  await second.composer.fill('A')
  await second.page.waitForLoadState('networkidle')
  expect(await second.page.locator('.visitor .bubble').count()).toBe(0)
  letGo()
  await second.log.getByText('Only once').waitFor()
  const { sessions } = (await callAdmin(stack, 'GET', `${adminPaths.sessions}?search=Only`)).body
  expect(sessions).toHaveLength(1)
  expect((await first.stored()).filter((row) => row.text === 'Only once')).toHaveLength(1)
  expect(await ownWords(first)).toEqual(['Only once'])
  await first.context.close()
})

it('sends by itself what was refused while the server was overloaded', async () => {
  const widget = await visit(browser, stack)
  await widget.open()
  await widget.say('Hello')
  await widget.page.locator('.bot .bubble').first().waitFor()
  await widget.page.route(EXECUTIONS, (route) =>
    isSend(route) ? route.fulfill({ status: 503, json: { type: 'general_unknown' } }) : route.continue(),
  )
  await widget.say('In the rush')
  await widget.say('Behind it')
  await widget.page.getByText('Not sent.').first().waitFor()
  await widget.page.unroute(EXECUTIONS)
  await widget.page.getByText('Not sent.').first().waitFor({ state: 'detached' })
  await eventually('both to be stored', async () =>
    (await widget.stored()).some((row) => row.text === 'Behind it'),
  )
  expect(await ownWords(widget)).toEqual(['Hello', 'In the rush', 'Behind it'])
  await widget.context.close()
})
