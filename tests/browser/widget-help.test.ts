import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { createSitePages, tagOf, type SitePages } from '../support/site-page.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { EXECUTIONS, untilProtected, visit } from '../support/widget-page.ts'

const HELP_EXECUTIONS = '**/functions/help/executions'

let stack: Stack
let browser: Browser
let sites: SitePages
beforeAll(async () => {
  stack = await startStack()
  const { articles, settings } = stack.repositories
  await articles.put('glass', {
    corpus: 'shop',
    title: 'Caring for glass',
    body: '## By hand\n\nWash it in **warm** water.\n\n- No soap\n- No brush\n\n1. Wash\n2. Dry\n\n<img src=x onerror=alert(1)>',
    url: null,
    questions: [],
    keywords: [],
  })
  // So that nothing but what the visitor does could make an account.
  await settings.put({ createSessionOn: 'first_message', helpArticles: ['glass'] })
  for (const id of ['chat', 'help']) stack.coldStart(id)
  browser = await launchChromium()
  sites = createSitePages(browser)
})
afterAll(async () => {
  sites.close()
  await browser.close()
  await stack.close()
})

const searchOf = (page: Page) => page.getByRole('searchbox', { name: 'Search for help' })
const article = (page: Page, title: string) => page.getByRole('button', { name: title })
const dialog = (page: Page) => page.getByRole('dialog')

/** The paths of the calls of a function that a page makes. */
function callsOf(page: Page): string[] {
  const calls: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/executions')) calls.push(String(request.postData()))
  })
  return calls
}

it('finds, reads and leaves an article by the keyboard alone, without an account, level by level', async () => {
  const { page, open, composer, context } = await visit(browser, stack)
  const calls = callsOf(page)
  await open()
  await untilProtected(page)
  await searchOf(page).focus()
  await page.keyboard.type('soap brus')
  await dialog(page).getByText('1 result', { exact: true }).waitFor({ state: 'attached' })
  await page.keyboard.press('ArrowDown')
  await expect
    .poll(() => article(page, 'Caring for glass').evaluate((row) => row.matches(':focus')))
    .toBe(true)
  await page.keyboard.press('Enter')
  const title = page.getByRole('heading', { name: 'Caring for glass' })
  await page.getByRole('heading', { name: 'By hand' }).waitFor()
  // Markup of HTML is text.
  await page.getByText('<img src=x onerror=alert(1)>').waitFor()
  expect(await page.locator('.article strong').innerText()).toBe('warm')
  expect(await page.locator('.article img').count()).toBe(0)
  const marks = page.locator('.article li')
  expect(
    await marks.evaluateAll((items) => items.map((item) => getComputedStyle(item).listStyleType)),
  ).toEqual(['disc', 'disc', 'decimal', 'decimal'])
  await expect.poll(() => title.evaluate((heading) => heading.matches(':focus'))).toBe(true)

  await page.keyboard.press('Escape')
  await expect
    .poll(() => article(page, 'Caring for glass').evaluate((row) => row.matches(':focus')))
    .toBe(true)
  await searchOf(page).focus()
  await page.keyboard.press('Escape')
  await expect.poll(() => searchOf(page).inputValue()).toBe('')
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'hidden' })

  expect(calls.filter((call) => call.includes('/sessions'))).toEqual([])
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  await page.getByRole('button', { name: 'Open chat' }).click()
  await composer.waitFor()
  await context.close()
})

it('says when nothing was found, and offers to ask it', async () => {
  const { page, open, composer, context } = await visit(browser, stack)
  await open()
  await searchOf(page).pressSequentially('zeppelin flights', { delay: 5 })
  await page.getByText('Nothing found for “zeppelin flights”').waitFor()
  await dialog(page).getByText('0 results', { exact: true }).waitFor({ state: 'attached' })
  await dialog(page).getByRole('button', { name: 'Ask us' }).click()
  await expect.poll(() => composer.inputValue()).toBe('zeppelin flights')
  await context.close()
})

it('carries the question from an article into the composer', async () => {
  const { page, open, composer, context } = await visit(browser, stack)
  await open()
  await article(page, 'Caring for glass').click()
  await page.getByText('Still stuck?').waitFor()
  await dialog(page).getByRole('button', { name: 'Ask us' }).click()
  await expect.poll(() => composer.inputValue()).toBe('About “Caring for glass”: ')
  await expect.poll(() => composer.evaluate((field) => field.matches(':focus'))).toBe(true)
  await context.close()
})

it('lists all articles, and comes back to them', async () => {
  const { page, open, context } = await visit(browser, stack)
  await open()
  await article(page, 'All articles').click()
  await page.getByRole('heading', { name: 'All articles' }).waitFor()
  await article(page, 'Shipping times').click()
  await page.getByText('2 to 3 working days').waitFor()
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByRole('heading', { name: 'All articles' }).waitFor()
  await page.getByRole('button', { name: 'Back' }).click()
  await searchOf(page).waitFor()
  await context.close()
})

it('opens an article for the page, before it is loaded, and tells the page which one is read', async () => {
  const { page, context } = await sites.open(`
    <script>
      window.Porchlight = function () { (Porchlight.q = Porchlight.q || []).push(arguments) }
      addEventListener('porchlight:article:viewed', ({ detail }) => { document.title = detail.articleId })
      Porchlight('article', 'glass')
    </script>
    ${tagOf(stack)}`)
  await page.getByRole('heading', { name: 'Caring for glass' }).waitFor()
  await expect.poll(() => page.title()).toBe('glass')
  await page.evaluate(`Porchlight('article', 'nowhere')`)
  await page.getByText('This article isn’t here any more.').waitFor()
  expect(await page.title()).toBe('glass')
  await context.close()
})

it('opens the article that an answer is from, goes back to it, and shows the way to the website', async () => {
  const { page, open, say, context } = await visit(browser, stack)
  await open()
  await say('How long does shipping take?')
  const source = page.getByRole('link', { name: 'Shipping times' })
  await source.click()
  const out = page.getByRole('link', { name: 'Open on the website' })
  expect(await out.getAttribute('href')).toContain('help.html#shipping-times')
  await page.keyboard.press('Escape')
  await expect.poll(() => source.evaluate((link) => link.matches(':focus'))).toBe(true)
  // Who begins another chat sees those there are.
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'New chat' }).click()
  await searchOf(page).waitFor()
  expect(await page.getByRole('log').evaluate((log) => log.scrollTop)).toBe(0)
  await page.getByRole('region', { name: 'Your recent chats' }).getByRole('button').click()
  await source.waitFor()
  await context.close()
})

it('works where no session can be started, and says when the articles can’t be reached', async () => {
  await stack.repositories.settings.put({ createSessionOn: 'open' })
  stack.coldStart('chat')
  const { page, open, context } = await visit(browser, stack)
  await page.route(EXECUTIONS, (route) =>
    String(route.request().postData()).includes('"/sessions"') ? route.abort() : route.continue(),
  )
  await page.routeWebSocket(/realtime/, (socket) => socket.close())
  await open()
  await article(page, 'Caring for glass').click()
  await page.getByRole('heading', { name: 'By hand' }).waitFor()
  await page.getByRole('button', { name: 'Back' }).click()
  await page.route(HELP_EXECUTIONS, (route) => route.abort())
  await searchOf(page).fill('lantern')
  await page.getByText('We can’t reach the chat.').waitFor()
  await page.unroute(HELP_EXECUTIONS)
  await dialog(page).getByRole('button', { name: 'Try again' }).click()
  await article(page, 'Lanterns outdoors').waitFor()
  await context.close()
  await stack.repositories.settings.put({ createSessionOn: 'first_message' })
  stack.coldStart('chat')
})

it('is questions and composer alone where the page wants no articles, or there are none', async () => {
  const { page, context } = await sites.open(tagOf(stack, 'async data-help="false"'))
  const calls = callsOf(page)
  await page.getByRole('button', { name: 'Open chat' }).click()
  await dialog(page).getByRole('button', { name: 'How long does shipping take?' }).waitFor()
  expect(await searchOf(page).count()).toBe(0)
  expect(calls.filter((call) => call.includes('/articles'))).toEqual([])
  await context.close()

  await stack.repositories.settings.put({ help: false })
  stack.coldStart('help')
  const other = await visit(browser, stack)
  const listed = other.page.waitForResponse((response) => response.url().includes('/functions/help/'))
  await other.open()
  await listed
  await dialog(other.page).getByRole('button', { name: 'How long does shipping take?' }).waitFor()
  expect(await searchOf(other.page).count()).toBe(0)
  await other.context.close()
  await stack.repositories.settings.put({ help: true })
  stack.coldStart('help')
})

it('speaks the visitor’s language, from right to left too', async () => {
  const { page, context } = await visit(
    browser,
    stack,
    await browser.newContext({ locale: 'ar', viewport: { width: 390, height: 844 } }),
  )
  await page.evaluate(`document.documentElement.lang = 'ar'; Porchlight('open')`)
  await page.getByRole('searchbox', { name: 'البحث في المساعدة' }).waitFor()
  await page.evaluate(`Porchlight('setLocale', 'de')`)
  await page.getByRole('searchbox', { name: 'Hilfe durchsuchen' }).waitFor()
  await context.close()
})
