import type { Browser, Page, Request } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as chatPaths from '../../contract/chat-paths.ts'
import { launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
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

/** A page with a waiting session open, whose own timers stand still: what it sends from here on is for what is done. */
async function openWaitingSession(text: string): Promise<Page> {
  const visitor = await startVisitor(stack)
  await visitor.send(text)
  await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
  const page = await openInbox(browser, stack)
  await page.clock.install()
  await page.getByText('Live').waitFor()
  await page
    .getByRole('button', { name: new RegExp(text) })
    .first()
    .click()
  await page.getByLabel('Messages').getByText('A person was asked for').waitFor()
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000)
  return page
}

/** `METHOD path` of each call of Appwrite, without ids; of an execution with the path that it runs. */
function callsOf(page: Page): readonly string[] {
  const calls: string[] = []
  page.on('request', (request) => calls.push(nameOf(request)))
  return calls
}

function nameOf(request: Request): string {
  const path = new URL(request.url()).pathname.replace(/^\/v1/, '')
  const body: unknown = request.postDataJSON()
  const runs = typeof body === 'object' && body !== null ? Reflect.get(body, 'path') : null
  return `${request.method()} ${typeof runs === 'string' ? runs.replace(/s_\w+/, ':id') : path}`
}

it('a claim is one call of the page: list, counters and conversation follow its answer and what is pushed', async () => {
  const page = await openWaitingSession('Take this one')
  const calls = callsOf(page)
  await page.getByRole('button', { name: 'Claim', exact: true }).click()
  await eventually('the claim to show everywhere', async () => {
    await page.clock.runFor(50)
    const joined = page.getByLabel('Messages').getByText(`${stack.agent.name} joined`)
    const listed = page.getByRole('button', { name: new RegExp(`Take this one.*${stack.agent.name}`, 's') })
    return (
      (await joined.isVisible()) && (await listed.isVisible()) && (await page.getByLabel('Reply').isVisible())
    )
  })
  // Whatever would follow the answer would have begun.
  await page.clock.runFor(1000)
  // That the agent has it on their screen now is told to the visitor: nothing here waits for it.
  const waitedFor = calls.filter((call) => call !== 'POST /admin/sessions/:id/seen')
  expect(waitedFor).toEqual(['POST /admin/sessions/:id/assign'])
  await page.context().close()
})

it('a page that is opened asks for the counters once, and again after a minute', async () => {
  const page = await openInbox(browser, stack)
  await page.clock.install()
  const calls = callsOf(page)
  // A page's clock that runs ahead of a slow answer makes the page give that up, and ask again.
  const answered = page.waitForResponse((response) => nameOf(response.request()).endsWith('/admin/stats'))
  await page.reload()
  await answered
  await page.getByText('Live').waitFor()
  const counts = () => calls.filter((call) => call.endsWith('/admin/stats')).length
  await page.clock.runFor(50_000)
  expect(counts()).toBe(1)
  await page.clock.runFor(15_000)
  await expect.poll(counts).toBe(2)
  await page.context().close()
})
