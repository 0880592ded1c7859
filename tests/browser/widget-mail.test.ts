import { Client, TablesDB } from 'node-appwrite'
import type { Browser, Locator } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { dayOf, stepOfScale } from '../../contract/statistics.ts'
import { callAdmin } from '../support/admin.ts'
import { launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { startMailStack, type MailStack } from '../support/mail-stack.ts'
import { startVisitor } from '../support/visitor.ts'
import { visit, type WidgetPage } from '../support/widget-page.ts'

let stack: MailStack
let browser: Browser
beforeAll(async () => {
  stack = await startMailStack()
  await stack.repositories.settings.put({ siteUrl: stack.origin })
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await stack.close()
})

async function reply(sessionId: string, text: string): Promise<void> {
  await callAdmin(stack, 'POST', adminPaths.assign(sessionId), { agentId: stack.agent.userId })
  await callAdmin(stack, 'POST', adminPaths.messages(sessionId), { text })
}

const dueAt = async (sessionId: string) => (await stack.repositories.sessions.get(sessionId))?.mailDueAt

/** A visitor who has asked for a person. */
async function startWaiting(): Promise<WidgetPage> {
  const widget = await visit(browser, stack)
  await widget.open()
  await widget.say('I want to talk to a person')
  await widget.page.getByText('Waiting for a person').waitFor()
  return widget
}

describe('a visitor who waits for a person', () => {
  it('leaves an address, and what they then see in the chat is not mailed', async () => {
    const widget = await startWaiting()
    const { page } = widget
    await page.getByRole('textbox', { name: 'E-mail address' }).fill('kim@example.com')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('If you leave, we’ll answer to kim@example.com.').waitFor()
    const sessionId = await widget.sessionId()
    expect((await stack.repositories.sessions.get(sessionId))?.userMeta).toContain(
      '"email":"kim@example.com"',
    )

    await reply(sessionId, 'Hello Kim')
    await widget.log.getByText('Hello Kim').waitFor()
    await eventually('that it counts as seen', async () => (await dueAt(sessionId)) === null)

    await page.getByRole('button', { name: 'Close', exact: true }).click()
    await reply(sessionId, 'Are you there?')
    await page.getByRole('button', { name: 'Open chat, 1 unread' }).waitFor()
    expect(await dueAt(sessionId)).not.toBeNull()
    await widget.context.close()
  })

  it('is told how long it usually takes, and once nobody is there that mail is best, the field for it first', async () => {
    const { endpoint, projectId, apiKey } = stack
    const tables = new TablesDB(new Client().setEndpoint(endpoint).setProject(projectId).setKey(apiKey))
    const day = dayOf(new Date().toISOString())
    const numbers = JSON.stringify({ first_reply_count: 9, [`first_reply_${stepOfScale(200)}`]: 9 })
    const row = { databaseId: 'chat', tableId: 'counters', rowId: `day_${day}` }
    await tables.upsertRow({ ...row, data: { kind: 'day', of: day, numbers } })
    stack.coldStart('chat')
    const widget = await startWaiting()
    const { page } = widget
    const field = page.getByRole('textbox', { name: 'E-mail address' })
    const top = async (shown: Locator) => (await shown.boundingBox())?.y ?? 0
    const usually = page.getByText('Usually an answer within about 5 minutes.')
    await usually.waitFor()
    await field.fill('kim@exa')
    expect(await top(usually)).toBeLessThan(await top(field))

    await stack.repositories.settings.put({ hours: JSON.stringify({ zone: 'UTC', week: { mon: [] } }) })
    stack.coldStart('chat')
    await page.evaluate(() => dispatchEvent(new Event('online')))
    const nobody = page.getByText('Nobody is here right now.')
    await nobody.waitFor()
    await page.getByText('It’s best to leave your e-mail address.').waitFor()
    expect(await usually.count()).toBe(0)
    expect(await top(field)).toBeLessThan(await top(nobody))
    expect(await field.inputValue()).toBe('kim@exa')
    await stack.repositories.settings.put({ hours: null })
    stack.coldStart('chat')
    await widget.context.close()
  })

  it('is asked for none where nothing is mailed', async () => {
    await stack.repositories.settings.put({ mailAfterMinutes: 0 })
    stack.coldStart('chat')
    const widget = await startWaiting()
    await widget.page.getByText('We’re getting a person for you').waitFor()
    await widget.page.waitForLoadState('networkidle')
    expect(await widget.page.getByRole('textbox', { name: 'E-mail address' }).count()).toBe(0)
    await stack.repositories.settings.put({ mailAfterMinutes: 5 })
    stack.coldStart('chat')
    await widget.context.close()
  })
})

describe('the link in a mail', () => {
  it('opens the chat in a browser that doesn’t know it, once, and is gone from the address', async () => {
    const email = 'lee@example.com'
    const visitor = await startVisitor(stack, { userMeta: { email } })
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    await visitor.send('Where is my parcel?')
    await reply(visitor.sessionId, 'It is on its way')
    await stack.makeDue(visitor.sessionId)
    await stack.runUpkeep()
    const mail = stack.smtp.arrived.find(({ recipient }) => recipient === email)?.mail.text ?? ''
    const link = /http\S+#porchlight=[\w-]+/.exec(mail)?.[0] ?? ''

    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(link)
    const log = page.getByRole('log')
    await log.getByText('Where is my parcel?').waitFor()
    await log.getByText('It is on its way').waitFor()
    expect(page.url()).toBe(`${stack.origin}/`)

    // The chat is this browser's from then on.
    await page.reload()
    await log.getByText('It is on its way').waitFor()
    const composer = page.getByRole('textbox', { name: 'Message' })
    await composer.fill('Thank you')
    await composer.press('Enter')
    await log.getByText('Sent', { exact: true }).waitFor()
    expect((await visitor.messages()).at(-1)?.text).toBe('Thank you')
    await context.close()

    const another = await browser.newContext()
    const second = await another.newPage()
    await second.goto(link)
    await second.getByText('This link was used already, or is too old.').waitFor()
    expect(await second.getByText('It is on its way').count()).toBe(0)
    await another.close()
  })
})
