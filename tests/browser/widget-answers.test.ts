import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { withChoices } from '../../contract/choices-text.ts'
import { newMessageId } from '../../contract/ids.ts'
import type { MessageValues } from '../../contract/tables/messages.ts'
import { launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { openInbox } from '../support/inbox-page.ts'
import { startModelServer, type ModelServer } from '../support/model-server.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { visit, type WidgetPage } from '../support/widget-page.ts'

let stack: Stack
let browser: Browser
let model: ModelServer
beforeAll(async () => {
  model = await startModelServer()
  stack = await startStack({ environment: { LLM_BASE_URL: model.baseUrl, LLM_MODEL: 'small' } })
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await stack.close()
  await model.close()
})

/** A visitor who was greeted, and to whom the bot then says this. */
async function told(values: Partial<MessageValues>): Promise<WidgetPage & { readonly id: string }> {
  const widget = await visit(browser, stack)
  await widget.open()
  await widget.say('Hello')
  // Not its dots: what is said next has to be the newest.
  await widget.page.getByText('Ask me anything about our products').waitFor()
  const sessionId = await widget.sessionId()
  const session = await stack.repositories.sessions.get(sessionId)
  const id = newMessageId()
  await stack.repositories.messages.create({
    id,
    sessionId,
    sender: 'bot',
    visitorId: session?.visitorId ?? null,
    ...values,
  })
  return { ...widget, id }
}

const TITLES = ['Shipping times', 'Shipping costs and countries']
const sources = JSON.stringify(TITLES.map((title) => ({ articleId: title, title, url: null })))
const offered = JSON.stringify(
  TITLES.map((title) => ({ articleId: title, title, url: null, isOffered: true })),
)

it('offers articles to choose from as buttons, and asks for the one that is chosen', async () => {
  const text = withChoices('Is it one of these?', ['Shipping times', 'Shipping costs and countries'])
  const widget = await told({ answerKind: 'choices', text, sources: offered })
  const { page } = widget
  const choices = page.getByRole('list', { name: 'Articles to choose from' })
  await choices.waitFor()
  const bubble = page.getByText('Is it one of these?')
  expect(await bubble.textContent()).toBe('Is it one of these?')
  expect(await choices.getByRole('button').allTextContents()).toEqual([
    'Shipping times',
    'Shipping costs and countries',
  ])
  await choices.getByRole('button', { name: 'Shipping times' }).click()
  await page.locator('.visitor .bubble', { hasText: 'Shipping times' }).waitFor()
  await choices.waitFor({ state: 'detached' })
  // What can't be chosen any more is still to be read.
  expect(await bubble.textContent()).toBe(text)
  await eventually('the choice', async () =>
    (await widget.stored()).some((row) => row.sender === 'user' && row.text === 'Shipping times'),
  )
  await widget.context.close()
})

it('shows a doubtful quote with its source, and below it others to choose from', async () => {
  const [quoted, ...others] = JSON.parse(sources)
  const widget = await told({
    answerKind: 'quote',
    text: withChoices('It takes a week.\n\nNot what you meant? Maybe it’s one of these:', [TITLES[1] ?? '']),
    sources: JSON.stringify([quoted, ...others.map((one: object) => ({ ...one, isOffered: true }))]),
  })
  const { page } = widget
  const choices = page.getByRole('list', { name: 'Articles to choose from' })
  await choices.waitFor()
  expect(await page.getByText('It takes a week.').textContent()).toBe('It takes a week.')
  expect(await choices.getByRole('button').allTextContents()).toEqual([TITLES[1]])
  const read = await page.locator('.extras').last().innerText()
  expect(read.split('\n').filter(Boolean)).toEqual([
    TITLES[0],
    'Not what you meant? Maybe it’s one of these:',
    TITLES[1],
    'Talk to a person',
  ])
  await widget.context.close()
})

it('takes whether an answer helped, and takes it back', async () => {
  const widget = await told({ answerKind: 'quote', text: 'It takes a week.', sources })
  const { page, id } = widget
  const up = page.getByRole('button', { name: 'Helpful', exact: true }).last()
  const down = page.getByRole('button', { name: 'Not helpful' }).last()
  const stored = async () => (await stack.repositories.messages.get(id))?.feedback
  await down.click()
  await eventually('the opinion', async () => (await stored()) === 'down')
  await eventually('a pressed button', async () => (await down.getAttribute('aria-pressed')) === 'true')
  await page.getByText('Thanks for telling us').waitFor()
  await up.click()
  await eventually('the other opinion', async () => (await stored()) === 'up')
  await eventually('one pressed button', async () => (await down.getAttribute('aria-pressed')) === 'false')
  await up.click()
  await eventually('no opinion', async () => (await stored()) === null)
  await page.getByText('Thanks for telling us').waitFor({ state: 'hidden' })
  await widget.context.close()
})

it('marks what a model wrote', async () => {
  const widget = await told({ answerKind: 'generated', text: 'A week or so.', sources })
  await widget.page.getByText('Written by AI from the sources below').waitFor()
  await widget.context.close()
})

it('stops an answer that is being written, and keeps what it said', async () => {
  const widget = await told({ answerKind: 'generated', text: 'It takes', state: 'streaming' })
  const { page, id } = widget
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByText('Written by AI. You stopped this answer.').waitFor()
  await page.getByRole('button', { name: 'Try again' }).waitFor()
  expect(await stack.repositories.messages.get(id)).toMatchObject({ state: 'stopped', text: 'It takes' })
  await widget.context.close()
})

it('has an answer of the model written anew, waits for it as for the first, and offers that for no older one', async () => {
  model.behave(() => ({ pieces: ['It takes 2 to 3 working days [1].'] }))
  const widget = await visit(browser, stack)
  const { log } = widget
  const again = log.getByRole('button', { name: 'Try again' })
  await widget.open()
  await widget.say('How long does shipping take?')
  await log.getByText('It takes 2 to 3 working days').waitFor()
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  model.behave(() => ({ pieces: [() => held, 'You have it in 2 to 3 working days [1].'] }))
  await again.click()
  await log.getByText('It takes 2 to 3 working days').waitFor({ state: 'detached' })
  await log.getByText('The assistant is writing').waitFor()
  release()
  await log.getByText('You have it in 2 to 3 working days').waitFor()
  await again.waitFor()
  expect((await widget.stored()).map(({ sender }) => sender)).toEqual(['user', 'bot'])
  await widget.say('Hello')
  await log.getByText('Ask me anything about our products').waitFor()
  expect(await again.count()).toBe(0)
  await widget.context.close()
})

const MARKED = `**Opening hours**
Mon to Fri, see [bank.example](https://example.com/a):

1. shop
   - counter
2. phone

\`\`\`
npm install <b>
\`\`\`

> quoted *words*
<img src=x onerror=alert(1)>`

it('formats what bot and agents write, to visitor and agent alike, and leaves a visitor’s words as they are', async () => {
  const widget = await told({ answerKind: 'quote', text: MARKED, sources })
  const { page, log, context } = widget
  await log.locator('strong', { hasText: 'Opening hours' }).waitFor()
  const said = log.locator('.rich').last()
  expect(await said.locator('ol > li').allInnerTexts()).toEqual(['shop\ncounter', 'phone'])
  expect(await said.locator('blockquote em').innerText()).toBe('words')
  expect(await said.innerText()).toContain('bank.example (example.com)')
  expect(await said.innerText()).not.toContain('**')
  expect(await said.locator('img').count()).toBe(0)
  // Nothing is hidden from who listens once it is formatted.
  expect(await log.locator('[aria-hidden=true]', { has: page.locator('.rich') }).count()).toBe(0)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await said.getByRole('button', { name: 'Copy' }).click()
  await said.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('npm install <b>')
  await widget.say('**mine** stays')
  await log.locator('.visitor .bubble', { hasText: '**mine** stays' }).waitFor()

  const inbox = await openInbox(browser, stack)
  await inbox.getByRole('button', { name: /Hello/ }).first().click()
  const shown = inbox.getByRole('log')
  await shown.locator('strong', { hasText: 'Opening hours' }).waitFor()
  expect(await shown.locator('ol > li').allInnerTexts()).toEqual(['shop\ncounter', 'phone'])
  await shown.getByText('**mine** stays').waitFor()
  await inbox.getByRole('button', { name: 'Claim' }).click()
  const reply = inbox.getByRole('textbox', { name: 'Reply' })
  await reply.fill('very good')
  await reply.press('ControlOrMeta+a')
  await reply.press('Control+b')
  expect(await reply.inputValue()).toBe('**very good**')
  await reply.press('Control+b')
  expect(await reply.inputValue()).toBe('very good')
  await reply.press('Control+i')
  await reply.press('Enter')
  await log.locator('em', { hasText: 'very good' }).waitFor()
  await Promise.all([context.close(), inbox.context().close()])
})

it('tells visitor and agent what the other one has seen', async () => {
  const widget = await visit(browser, stack)
  const { log, context } = widget
  await widget.open()
  await widget.say('I want to talk to a person')
  await widget.page.getByText('Waiting for a person').waitFor()
  await widget.say('It is urgent')
  await log.getByText('Sent', { exact: true }).waitFor()
  const inbox = await openInbox(browser, stack)
  const shown = inbox.getByRole('log')
  await inbox.getByRole('button', { name: /talk to a person/ }).click()
  await shown.getByText('It is urgent').waitFor()
  await log.getByText(`Seen by ${stack.agent.name}`).waitFor()
  await inbox.getByRole('button', { name: 'Claim' }).click()
  await inbox.getByRole('textbox', { name: 'Reply' }).fill('Which ones?')
  await inbox.getByRole('textbox', { name: 'Reply' }).press('Enter')
  await shown.locator('article', { hasText: 'Which ones?' }).getByText('· seen').waitFor()
  await Promise.all([context.close(), inbox.context().close()])
})

it('leaves who reads further up where they are when messages are formatted', async () => {
  const widget = await visit(browser, stack)
  const { page, log } = widget
  await page.route('**/rich-text-*.js', (route) => route.abort())
  await widget.open()
  await widget.say('Hello')
  await page.getByText('Ask me anything about our products').waitFor()
  const sessionId = await widget.sessionId()
  const session = await stack.repositories.sessions.get(sessionId)
  const say = (text: string) =>
    stack.repositories.messages.create({
      id: newMessageId(),
      sessionId,
      sender: 'bot',
      visitorId: session?.visitorId ?? null,
      text,
    })
  for (let index = 0; index < 6; index++) await say(`${MARKED}\n\nnumber ${index}`)
  await log.getByText('number 5').waitFor()
  // As it was typed, and read out, while what formats it can't be had.
  await log.getByText('**Opening hours**').last().waitFor()
  await expect.poll(() => log.locator('.bubble[aria-hidden=true]').count()).toBe(0)
  await page.unroute('**/rich-text-*.js')
  await log.evaluate((frame) => frame.scrollTo(0, 900))
  const top = await log.evaluate(firstVisible)
  await say('*and* more')
  await log.locator('.rich').first().waitFor()
  expect(await log.evaluate(placeOf, top.index)).toBe(top.place)
  await widget.context.close()
})

/** The first message of which something is to be seen, and how far below the frame's top it begins, wherever it moves. */
function firstVisible(frame: Element): { readonly index: number; readonly place: number } {
  const entries = [...frame.querySelectorAll<HTMLElement>('.entry')]
  const index = entries.findIndex(({ offsetTop, offsetHeight }) => offsetTop + offsetHeight > frame.scrollTop)
  return { index, place: Math.round((entries[index]?.offsetTop ?? 0) - frame.scrollTop) }
}

function placeOf(frame: Element, index: number): number {
  return Math.round((frame.querySelectorAll<HTMLElement>('.entry')[index]?.offsetTop ?? 0) - frame.scrollTop)
}
