import { Client, Teams, Users } from 'node-appwrite'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { openInbox } from '../support/inbox-page.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor, type Visitor } from '../support/visitor.ts'

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

it('tags that one agent gives and takes show to the other at once, and stay with their session', async () => {
  const [first, second] = await Promise.all([startVisitor(stack), startVisitor(stack)])
  await first.send('Wants money back')
  await second.send('Wants nothing')
  const [ana, ben] = await Promise.all([openInbox(browser, stack), openInbox(browser, stack)])
  for (const page of [ana, ben]) {
    await page.getByText('Live', { exact: true }).waitFor()
    await page.getByRole('button', { name: /Wants money back/ }).click()
    await page.getByLabel('New tag').waitFor()
  }
  await ana.getByLabel('New tag').fill('two words')
  await ana.getByLabel('New tag').press('Enter')
  await ana.getByText('A tag has up to 40 letters').waitFor()
  await ana.getByLabel('New tag').fill('Refund')
  await ana.getByLabel('New tag').press('Enter')
  await ben.getByLabel('Tags', { exact: true }).getByText('refund').waitFor()
  await expect.poll(() => ana.getByLabel('New tag').inputValue()).toBe('')
  await ben.getByRole('button', { name: /Wants nothing/ }).click()
  await ben.getByLabel('Tags', { exact: true }).getByText('refund').waitFor({ state: 'detached' })
  await ana.getByRole('button', { name: 'Remove refund' }).click()
  await ana.getByLabel('Tags', { exact: true }).getByText('refund').waitFor({ state: 'detached' })
  await ben.getByRole('button', { name: /Wants money back/ }).click()
  await ben.getByLabel('New tag').waitFor()
  expect(await stack.repositories.tags.namesOf(first.sessionId)).toEqual([])
  for (const page of [ana, ben]) await page.context().close()
})

it('the focus is in the field for a note after one was added by the button, and after one was deleted', async () => {
  const visitor = await startVisitor(stack)
  await visitor.send('By the keyboard alone')
  const page = await openInbox(browser, stack)
  await page.getByRole('button', { name: /By the keyboard alone/ }).click()
  const note = page.getByLabel('Note', { exact: true })
  const isFocused = () => note.evaluate((node) => node === document.activeElement)
  await note.fill('one')
  await page.getByRole('button', { name: 'Add note' }).press('Enter')
  await page.getByLabel('Notes').getByText('one').waitFor()
  await expect.poll(() => note.inputValue()).toBe('')
  expect(await isFocused()).toBe(true)
  await page.getByLabel('Notes').getByRole('button', { name: 'Delete' }).press('Enter')
  await page.getByLabel('Notes').getByText('one').waitFor({ state: 'detached' })
  await expect.poll(isFocused).toBe(true)
  await page.context().close()
})

/** Ends the account session of the agent of the page, and signs somebody in who sits at the same desk. */
async function signInAfresh(page: Page, endedId: string, email: string): Promise<void> {
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  await new Users(client).deleteSessions({ userId: endedId })
  await page.getByText('Your account session has ended').waitFor()
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(stack.agent.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Inbox', exact: true }).waitFor()
}

it('notes are there again for an agent who signs in again, half written ones too, and nothing for another', async () => {
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  const ben = { userId: 'ben', email: 'ben@example.com', name: 'Ben', password: stack.agent.password }
  await new Users(client).create(ben)
  await new Teams(client).createMembership({ teamId: 'agents', roles: ['agent'], userId: ben.userId })
  const visitor = await startVisitor(stack)
  await visitor.send('About the old lamp')
  const page = await openInbox(browser, stack)
  await page.getByText('Live', { exact: true }).waitFor()
  await page.getByRole('button', { name: /About the old lamp/ }).click()
  const note = page.getByLabel('Note', { exact: true })
  await note.fill('Known to all')
  await note.press('Enter')
  await page.getByLabel('Notes').getByText('Known to all').waitFor()
  await note.fill('half a note')
  await signInAfresh(page, stack.agent.userId, stack.agent.email)
  await page.getByLabel('Notes').getByText('Known to all').waitFor()
  expect(await note.inputValue()).toBe('half a note')
  await signInAfresh(page, stack.agent.userId, ben.email)
  await page.getByRole('banner').getByText(ben.name, { exact: true }).waitFor()
  await page.getByLabel('Notes').getByText('Known to all').waitFor()
  expect(await note.inputValue()).toBe('')
  await page.context().close()
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
  const offered = page.getByRole('listbox').getByRole('option')
  await reply.fill('/')
  await offered.first().waitFor()
  await expect.poll(() => offered.count()).toBe(5)
  await reply.press('ArrowDown')
  await page.getByRole('listbox').getByRole('option', { name: '/hello', selected: true }).waitFor()
  await reply.press('Escape')
  await offered.first().waitFor({ state: 'detached' })
  await reply.fill('/mi')
  await page.getByRole('listbox').getByRole('option', { name: '/mixed' }).waitFor()
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

it('a verified name stands before the one that the page reports, with a mark', async () => {
  await stack.repositories.cannedReplies.put('named', { shortcut: 'named', text: 'Hello {visitor}!' })
  const visitor = await startVisitor(stack, { userMeta: { name: 'Mallory' } })
  await stack.repositories.sessions.touch(visitor.sessionId, { verifiedName: 'Zoë <b>Quill' }, 0)
  await visitor.send('Who am I to you')
  const page = await openInbox(browser, stack)
  const row = page.getByRole('button', { name: /Who am I to you/ })
  expect(await row.textContent()).not.toContain('Mallory')
  await row.getByText('Zoë <b>Quill ✓').getByLabel('verified').waitFor()
  await row.click()
  const messages = page.getByLabel('Messages')
  await messages
    .getByText(/^Zoë <b>Quill ✓ · /)
    .getByLabel('verified')
    .waitFor()
  await page.getByRole('button', { name: 'Claim' }).click()
  await page.getByLabel('Reply').fill('/named')
  await page.getByRole('listbox').getByRole('option', { name: 'Hello Zoë <b>Quill!' }).click()
  await expect.poll(() => page.getByLabel('Reply').inputValue()).toBe('Hello Zoë <b>Quill!')
  await page.context().close()
})

/** The inbox with a session in its list that can be claimed. */
async function listSession(
  text: string,
): Promise<{ page: Page; visitor: Visitor; claim: () => Promise<void> }> {
  const visitor = await startVisitor(stack, { userMeta: { name: 'Zoë' } })
  await visitor.send(text)
  const page = await openInbox(browser, stack)
  const claim = async () => {
    await page.getByRole('button', { name: new RegExp(text) }).click()
    await page.getByRole('button', { name: 'Claim' }).click()
  }
  return { page, visitor, claim }
}

it('a shortcut that is written before canned replies are there waits for them, and is sent to nobody', async () => {
  const { page, visitor, claim } = await listSession('Faster than the network')
  const asked = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  await page.route('**/canned_replies/**', async (route) => {
    asked.resolve()
    await released.promise
    await route.continue()
  })
  await claim()
  // They are asked for before there is anything to write in.
  await asked.promise
  const reply = page.getByLabel('Reply')
  await reply.pressSequentially('/hello')
  await page.getByText('Reading canned replies').waitFor()
  await reply.press('Enter')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  released.resolve()
  await page.getByRole('listbox').getByRole('option', { name: '/hello', selected: true }).waitFor()
  await reply.press('Enter')
  await expect.poll(() => reply.inputValue()).toMatch(/^H.*Zoë/)
  await reply.press('Enter')
  await expect.poll(() => reply.inputValue()).toBe('')
  const sent = (await visitor.messages()).filter(({ sender }) => sender === 'agent')
  expect(sent.map(({ text }) => text)).toEqual([expect.stringMatching(/^H.*Zoë/)])
  await page.context().close()
})

it('canned replies are listed as they would be sent, chosen by no Shift+Tab, and none is said to be there', async () => {
  const { page, claim } = await listSession('Listed with my name')
  await claim()
  const reply = page.getByLabel('Reply')
  await reply.fill('/hello')
  const option = page.getByRole('listbox').getByRole('option', { name: '/hello' })
  await option.getByText('Zoë').waitFor()
  await reply.press('Shift+Tab')
  expect(await reply.inputValue()).toBe('/hello')
  expect(await reply.evaluate((node) => node === document.activeElement)).toBe(false)
  await reply.fill('/nosuch')
  await page.getByText('No canned reply', { exact: true }).waitFor()
  await reply.press('Escape')
  await page.getByText('No canned reply', { exact: true }).waitFor({ state: 'detached' })
  await page.context().close()
})

it('an agent who goes away says so, and hands a session over with a note that shows among the others', async () => {
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  const { $id: userId } = await new Users(client).create({
    userId: 'agent_cyn',
    name: 'Cyn',
    email: 'cyn@example.com',
  })
  await new Teams(client).createMembership({ teamId: 'agents', roles: [], userId })
  const { agents } = stack.repositories
  await agents.keepPresence({ id: userId, name: 'Cyn', email: null }, 'away', new Date().toISOString())
  const visitor = await startVisitor(stack)
  await visitor.send('For somebody else')
  const page = await openInbox(browser, stack)
  await page.getByRole('switch', { name: 'Online' }).click()
  await page.getByRole('switch', { name: 'Away' }).waitFor()
  expect(await agents.get(stack.agent.userId)).toMatchObject({ presence: 'away' })
  await page.getByRole('button', { name: /For somebody else/ }).click()
  await page.getByRole('button', { name: 'Claim', exact: true }).click()
  await page.getByLabel('Reply').waitFor()
  await page.getByLabel('Give to').selectOption('Cyn (away)')
  await page.getByLabel('Note for the handover').fill('Wants a refund')
  await page.getByRole('button', { name: 'Give', exact: true }).click()
  await page.getByText('Cyn holds this session').waitFor()
  await page.getByLabel('Notes').getByText('Wants a refund').waitFor()
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByLabel('Reply').fill('I am still here')
  await page.getByLabel('Reply').press('Enter')
  await page.getByLabel('Messages').getByText('I am still here').waitFor()
  expect(await page.getByLabel('Give to').inputValue()).toBe('')
  await page.getByLabel('Give to').getByText('Give to …').waitFor({ state: 'attached' })
  expect(await visitor.session()).toMatchObject({ assignedAgent: userId, agentName: 'Cyn' })
  await page.context().close()
})
