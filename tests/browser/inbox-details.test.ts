import { Client, Teams } from 'node-appwrite'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminToolPaths } from '../../contract/admin-tool-paths.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { callAdmin } from '../support/admin.ts'
import { readHours } from '../../contract/hours.ts'
import { parseTheme } from '../../contract/theme.ts'
import { launchChromium } from '../support/chromium.ts'
import { openInbox } from '../support/inbox-page.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { callChat, startVisitor } from '../support/visitor.ts'

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

/** The inbox with a session open that begins with this text. */
async function openSession(text: string, name: RegExp): Promise<Page> {
  await (await startVisitor(stack)).send(text)
  const page = await openInbox(browser, stack)
  await page.getByRole('button', { name }).first().click()
  await page.getByLabel('Messages').getByText(name).first().waitFor()
  return page
}

const isFocused = (element: Locator) => element.evaluate((node) => node === document.activeElement)

it.each([900, 390])(
  'details open over the conversation at a width of %i, and give the focus back',
  async (width) => {
    const page = await openSession(`Who am I at ${width}?`, new RegExp(`Who am I at ${width}`))
    const details = page.getByLabel('Details', { exact: true })
    const button = page.getByRole('button', { name: 'Show details' })
    await details.waitFor()
    expect(await button.isVisible()).toBe(false)
    await page.setViewportSize({ width, height: 844 })
    await details.waitFor({ state: 'hidden' })
    for (const close of [
      () => page.keyboard.press('Escape'),
      () => page.getByRole('button', { name: 'Close details' }).click(),
    ]) {
      await button.click()
      await details.getByText('About this session').waitFor()
      await expect.poll(() => isFocused(page.getByRole('button', { name: 'Close details' }))).toBe(true)
      expect(await button.getAttribute('aria-expanded')).toBe('true')
      await close()
      await details.waitFor({ state: 'hidden' })
      await expect.poll(() => isFocused(button)).toBe(true)
    }
    await page.context().close()
  },
)

it('the back button of a phone takes the details away, and only the next one leads to the list', async () => {
  const page = await openSession('Back from the details', /Back from the details/)
  await page.setViewportSize({ width: 390, height: 844 })
  const heading = page.getByRole('heading', { name: 'Back from the details' })
  const details = page.getByLabel('Details', { exact: true })
  const button = page.getByRole('button', { name: 'Show details' })
  const steps = await page.evaluate(() => history.length)
  const address = page.url()
  await button.click()
  await details.waitFor()
  await page.goBack()
  await details.waitFor({ state: 'hidden' })
  await heading.waitFor()
  expect(page.url()).toBe(address)
  await expect.poll(() => isFocused(button)).toBe(true)
  // Closed by the page itself they leave no step behind.
  await button.click()
  await page.getByRole('button', { name: 'Close details' }).click()
  await details.waitFor({ state: 'hidden' })
  await button.click()
  await expect.poll(() => isFocused(page.getByRole('button', { name: 'Close details' }))).toBe(true)
  await page.keyboard.press('Escape')
  await details.waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => history.length)).toBe(steps + 1)
  await expect.poll(() => isFocused(button)).toBe(true)
  await page.goBack()
  await page.getByRole('button', { name: /Back from the details/ }).waitFor()
  expect(await heading.count()).toBe(0)
  await page.context().close()
})

it('the field for a reply names no keys on a phone', async () => {
  const page = await openSession('No keys to tell of', /No keys to tell of/)
  await page.getByRole('button', { name: 'Claim' }).click()
  const reply = page.getByLabel('Reply', { exact: true })
  await expect.poll(() => reply.getAttribute('placeholder')).toMatch(/Enter sends/)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.reload()
  await expect.poll(() => reply.getAttribute('placeholder')).toMatch(/^Write a reply\. \/ offers/)
  await page.context().close()
})

it('addresses in messages are links that tell nothing of the inbox, and other schemes are text', async () => {
  const page = await openSession(
    'Look: https://example.com/a, ana@example.com and javascript:alert(1)//https',
    /Look: https/,
  )
  const links = await page.getByLabel('Messages').getByRole('link').all()
  const attributes = await Promise.all(
    links.map(async (link) => [await link.getAttribute('href'), await link.getAttribute('rel')]),
  )
  expect(attributes).toEqual([
    ['https://example.com/a', 'noopener noreferrer'],
    ['mailto:ana@example.com', 'noopener noreferrer'],
  ])
  await page.context().close()
})

describe('articles', () => {
  const stored = async (title: string) =>
    (await stack.repositories.articles.ofCorpora([])).find((article) => article.title === title)

  async function openArticles(): Promise<{ readonly page: Page; readonly articles: Locator }> {
    const page = await openInbox(browser, stack)
    await page.getByRole('button', { name: 'Articles', exact: true }).click()
    const articles = page.getByRole('dialog', { name: 'Articles' })
    await articles.getByRole('button', { name: /^Gift vouchers/ }).waitFor()
    return { page, articles }
  }

  it('are written of what visitors asked in vain, and what is typed outlives a look elsewhere', async () => {
    await (await startVisitor(stack)).ask('May I park a zeppelin?')
    const { page, articles } = await openArticles()
    await articles.getByRole('button', { name: 'Unanswered' }).click()
    await articles.getByRole('button', { name: /May I park a zeppelin/ }).click()
    const [title, text] = [
      articles.getByLabel('Title', { exact: true }),
      articles.getByLabel('Text', { exact: false }),
    ]
    await expect.poll(() => isFocused(title)).toBe(true)
    expect(await articles.getByLabel('How visitors ask for it').inputValue()).toBe('May I park a zeppelin?')
    await title.fill('Zeppelins')
    await text.first().fill('Behind the house, for 12 euro.')
    await articles.getByRole('button', { name: 'Save', exact: true }).click()
    await articles.getByText('Saved. The bot knows it').waitFor()
    expect(await stored('Zeppelins')).toMatchObject({
      body: 'Behind the house, for 12 euro.',
      questions: ['May I park a zeppelin?'],
    })

    await articles.getByRole('button', { name: 'All' }).click()
    await articles.getByRole('button', { name: /^Zeppelins/ }).waitFor()
    await title.fill('Airships')
    await articles.getByRole('button', { name: /^Gift vouchers/ }).click()
    await expect.poll(() => title.inputValue()).toBe('Gift vouchers')
    await articles.getByRole('button', { name: /^Zeppelins Not saved/ }).click()
    await expect.poll(() => title.inputValue()).toBe('Airships')

    // Somebody else was faster: nothing of either is lost.
    const { $id = '' } = (await stored('Zeppelins')) ?? {}
    await callAdmin(stack, 'PUT', adminToolPaths.article($id), { title: 'Zeppelins', body: 'For 13 euro.' })
    await articles.getByRole('button', { name: 'Save', exact: true }).click()
    await articles.getByText('Somebody else has changed this article').waitFor()
    expect(await title.inputValue()).toBe('Airships')
    await articles.getByRole('button', { name: 'Discard changes' }).click()
    await expect.poll(() => text.first().inputValue()).toBe('For 13 euro.')

    // The second press of a double click is no answer to the question.
    await articles.getByRole('button', { name: 'Delete' }).dblclick()
    await articles.getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => isFocused(articles.getByRole('button', { name: 'Keep' }))).toBe(true)
    expect(await stored('Zeppelins')).toBeDefined()
    await articles.getByRole('button', { name: 'Delete' }).click()
    await articles.getByText('Choose an article').waitFor()
    expect(await stored('Zeppelins')).toBeUndefined()
    await page.goBack()
    await articles.waitFor({ state: 'hidden' })
    await expect.poll(() => isFocused(page.getByRole('button', { name: 'Articles', exact: true }))).toBe(true)
    await page.context().close()
  })

  it('that are begun stay in the list, and one that comes late takes no place of what is written meanwhile', async () => {
    const { page, articles } = await openArticles()
    const [title, text] = [articles.getByLabel('Title', { exact: true }), articles.getByLabel('Text').first()]
    const released = Promise.withResolvers<void>()
    await page.route('**/executions', async (route) => {
      if (route.request().postData()?.includes('/admin/articles/')) await released.promise
      await route.continue()
    })
    await articles.getByRole('button', { name: /^Gift vouchers/ }).click()
    await articles.getByRole('button', { name: 'New article' }).click()
    await title.fill('Balloons')
    const late = page.waitForResponse(
      (response) => response.request().postData()?.includes('/admin/articles/') === true,
    )
    released.resolve()
    await late
    await page.evaluate(() => new Promise(requestAnimationFrame))
    expect(await title.inputValue()).toBe('Balloons')
    await articles.getByRole('button', { name: /^Gift vouchers/ }).click()
    await expect.poll(() => title.inputValue()).toBe('Gift vouchers')
    await articles.getByRole('button', { name: /^Balloons Not saved/ }).click()
    await expect.poll(() => title.inputValue()).toBe('Balloons')

    // What is typed while it is stored is stored by the next press.
    await text.fill('One')
    const held = Promise.withResolvers<void>()
    await page.route('**/executions', async (route) => {
      if (route.request().postData()?.includes('PUT')) await held.promise
      await route.continue()
    })
    const save = articles.getByRole('button', { name: 'Save', exact: true })
    await save.click()
    await text.fill('One two')
    held.resolve()
    await articles.getByText('Saved. The bot knows it').waitFor()
    await save.click()
    await expect.poll(async () => (await stored('Balloons'))?.body).toBe('One two')
    await page.context().close()
  })

  it('are suggested of a reply and approved, with what the visitor thought of the bot’s answer beside it', async () => {
    const visitor = await startVisitor(stack)
    const answer = await visitor.ask('How long does shipping take to a lighthouse?')
    await callChat(stack, visitor.credentials, 'PATCH', chatPaths.message(visitor.sessionId, answer.$id), {
      feedback: 'down',
    })
    const page = await openInbox(browser, stack)
    await page
      .getByRole('button', { name: /shipping take to/ })
      .first()
      .click()
    const log = page.getByLabel('Messages')
    await log.getByText('the visitor found it not helpful').waitFor()
    await page.getByRole('button', { name: /Claim|Take over/ }).click()
    const reply = page.getByLabel('Reply', { exact: true })
    await reply.fill('Two weeks, by boat.')
    await reply.press('Enter')
    await log.getByRole('button', { name: 'Suggest as an article' }).click()
    await log.getByText('Suggested as an article').waitFor()
    expect(await stack.repositories.suggestions.newest(5)).toMatchObject([
      { title: 'How long does shipping take to a lighthouse?', body: 'Two weeks, by boat.' },
    ])

    await page.getByRole('button', { name: 'Articles', exact: true }).click()
    const articles = page.getByRole('dialog', { name: 'Articles' })
    await articles.getByRole('button', { name: 'Suggested' }).click()
    await articles.getByRole('button', { name: /lighthouse/ }).click()
    await articles.getByLabel('Title', { exact: true }).fill('Lighthouses')
    await articles.getByRole('button', { name: 'Approve' }).click()
    await articles.getByText('Nothing is suggested').waitFor()
    expect(await stored('Lighthouses')).toMatchObject({
      body: 'Two weeks, by boat.',
      questions: ['How long does shipping take to a lighthouse?'],
    })
    await page.context().close()
  })
})

it('settings are changed, and what the server refuses stays typed, with the reason beside it', async () => {
  const page = await openInbox(browser, stack)
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByLabel('Name of the site').fill('Wick & Ash')
  await settings.getByLabel('Monday').fill('09:00-12:30, 13:30-18:00')
  await settings.getByLabel('Time zone').fill('Europe/Berlin')
  // In the middle of a text the caret stays, whatever is half-written.
  const tuesday = settings.getByLabel('Tuesday')
  await tuesday.fill('09:00-12:30')
  await tuesday.press('Home')
  for (const key of ['Delete', 'Delete', '1', '0']) await tuesday.press(key)
  expect(await tuesday.inputValue()).toBe('10:00-12:30')
  await settings.getByLabel('Who is told by mail').pressSequentially('ana@example.com\nnobody')
  await settings.getByLabel('Accent colour').fill('#aa2200')
  const save = settings.getByRole('button', { name: 'Save', exact: true })
  await save.click()
  await settings.getByText('Line 2 must be an e-mail address').waitFor()
  await settings.getByText('Some settings can’t be stored').waitFor()
  expect(await stack.repositories.settings.get()).not.toMatchObject({ siteName: 'Wick & Ash' })

  // Straight from the field to the button.
  await settings.getByLabel('Who is told by mail').fill('ana@example.com')
  await save.click()
  await settings.getByText('Saved. Visitors see it').waitFor()
  expect(await save.isDisabled()).toBe(true)
  const stored = await stack.repositories.settings.get()
  expect(stored).toMatchObject({ siteName: 'Wick & Ash', alertEmails: ['ana@example.com'] })
  expect(readHours(stored.hours).hours?.week.mon).toEqual([
    { from: 540, to: 750 },
    { from: 810, to: 1080 },
  ])
  expect(parseTheme(stored.theme).accent).toBe('#aa2200')
  await page.keyboard.press('Escape')
  await expect.poll(() => isFocused(page.getByRole('button', { name: 'Settings', exact: true }))).toBe(true)
  await page.context().close()
})

it('who is no admin reads the settings and changes none', async () => {
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  const teams = new Teams(client)
  const { memberships } = await teams.listMemberships({ teamId: 'agents' })
  const membershipId = memberships.find(({ userId }) => userId === stack.agent.userId)?.$id ?? ''
  await teams.updateMembership({ teamId: 'agents', membershipId, roles: [] })
  const page = await openInbox(browser, stack)
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByText('Only admins change these').waitFor()
  expect(await settings.getByLabel('Name of the site').isDisabled()).toBe(true)
  expect(await settings.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0)
  await page.context().close()
})
