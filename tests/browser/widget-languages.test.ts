import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { createSitePages, tagOf, type SitePages } from '../support/site-page.ts'
import { startStack, type Stack } from '../support/stack.ts'

let stack: Stack
let browser: Browser
let sites: SitePages
beforeAll(async () => {
  stack = await startStack()
  browser = await launchChromium()
  sites = createSitePages(browser)
})
afterAll(async () => {
  sites.close()
  await browser.close()
  await stack.close()
})

const siteIn = (lang: string, attributes = '') =>
  `<!doctype html><html lang="${lang}"><title>Site</title><h1>Site</h1>${tagOf(stack, `async ${attributes}`)}</html>`

/** The widget's files that a page requests from here on, without their hashes. */
function filesOf(page: Page): string[] {
  const files: string[] = []
  page.on('request', (request) => {
    const [, name] = /\/([\w-]+)-[\da-f]{10}\.js$/.exec(request.url()) ?? []
    if (name !== undefined) files.push(name)
  })
  return files
}

const sessionOf = async (page: Page) => {
  const id = await page.evaluate(
    (projectId) => localStorage.getItem(`porchlight:${projectId}:session`),
    stack.projectId,
  )
  return stack.repositories.sessions.get(id ?? '')
}

const localeOf = async (page: Page) => (await sessionOf(page))?.locale

it('speaks the page’s language, whose texts come with the panel and not before, and has the session know it', async () => {
  const { page, context } = await sites.open(siteIn('de-AT'), { context: { locale: 'en-US' } })
  const files = filesOf(page)
  const launcher = page.getByRole('button', { name: 'Open chat' })
  await launcher.waitFor()
  expect(files).toEqual([])
  await launcher.click()
  await page.getByText('Antwortet aus unseren Hilfeartikeln').waitFor()
  expect(files.slice(0, 2)).toEqual(['panel', 'de'])
  const composer = page.getByRole('textbox', { name: 'Nachricht' })
  await composer.fill('Hallo')
  await composer.press('Enter')
  await page.locator('.bot .bubble').first().waitFor()
  await page.getByText('Gesendet').waitFor()
  expect(await localeOf(page)).toBe('de')
  // Home has texts of its own, which nothing before it waits for.
  expect(files.filter((name) => name.startsWith('late'))).toEqual(['late-de'])
  expect(
    await page.locator('.panel').evaluate((panel) => panel.closest('[lang]')?.getAttribute('lang')),
  ).toBe('de')
  await context.close()
})

it('loads no texts for who reads English, and stays English where they can’t be loaded', async () => {
  const { page, context } = await sites.open(siteIn('en'), { context: { locale: 'de-DE' } })
  const files = filesOf(page)
  await page.getByRole('button', { name: 'Open chat' }).click()
  await page.getByText('Answers from our help articles').waitFor()
  await page.getByRole('searchbox', { name: 'Search for help' }).waitFor()
  expect(files.filter((name) => /\bde$/.test(name))).toEqual([])
  await context.close()
  const { page: other, context: otherContext } = await sites.open('<h1>Site</h1>')
  await other.route(/\/he-[\da-f]+\.js$/, (route) => route.abort())
  await other.setContent(siteIn('he'))
  await other.getByRole('button', { name: 'Open chat' }).click()
  await other.getByText('Answers from our help articles').waitFor()
  expect(await other.locator('.panel').evaluate((panel) => getComputedStyle(panel).direction)).toBe('ltr')
  await otherContext.close()
  // Without the texts of the late parts these alone are English.
  const { page: french, context: frenchContext } = await sites.open('<h1>Site</h1>')
  await french.route(/\/late-fr-[\da-f]+\.js$/, (route) => route.abort())
  await french.setContent(siteIn('fr'))
  await french.locator('.launcher').click()
  await french.getByText('Répond avec nos articles d’aide').waitFor()
  await french.getByRole('searchbox', { name: 'Search for help' }).waitFor()
  await frenchContext.close()
})

it('speaks another language at once when the page chooses one, which the session and the next page keep', async () => {
  const { page, context } = await sites.open(siteIn('en'))
  await page.getByRole('button', { name: 'Open chat' }).click()
  const composer = page.locator('textarea')
  await composer.fill('How long does shipping take?')
  await composer.press('Enter')
  await page.getByText('2 to 3 working days').waitFor()
  await page.evaluate(`Porchlight.setLocale('ar-EG')`)
  await page.getByText('يجيب من مقالات المساعدة').waitFor()
  await page.getByText('الآن').first().waitFor()
  const look = () =>
    page.locator('.panel').evaluate((panel) => {
      const edge = (selector: string) => panel.querySelector(selector)?.getBoundingClientRect().right ?? 0
      return (
        getComputedStyle(panel).direction +
        (edge('.bot .bubble') > edge('.visitor .bubble') ? ', the bot on the right' : '')
      )
    })
  expect(await look()).toBe('rtl, the bot on the right')
  await eventually('the session’s language', async () => (await localeOf(page)) === 'ar')
  await page.reload()
  await page.getByText('يجيب من مقالات المساعدة').waitFor()
  // One that it doesn’t speak: the page’s.
  await page.evaluate(`Porchlight('setLocale', 'xx')`)
  await page.getByText('Answers from our help articles').waitFor()
  expect(await look()).toBe('ltr')
  await context.close()
})

it('asks once how a chat was that is over, and shows its notes in the visitor’s language', async () => {
  const { page, context } = await sites.open(siteIn('de'))
  await page.getByRole('button', { name: 'Open chat' }).click()
  const composer = page.getByRole('textbox', { name: 'Nachricht' })
  await composer.fill('How long does shipping take?')
  await composer.press('Enter')
  await page.getByText('2 to 3 working days').waitFor()
  await page.getByRole('button', { name: 'Mehr' }).click()
  await page.getByRole('menuitem', { name: 'Chat beenden' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Chat beenden' }).click()
  await page.getByText('Dieser Chat wurde beendet').waitFor()
  await page
    .getByRole('group', { name: 'Wie war dieser Chat?' })
    .getByRole('button', { name: '4 von 5' })
    .click()
  await page.getByRole('textbox', { name: 'Möchten Sie mehr dazu sagen?' }).fill('Schnell!')
  await page.getByRole('button', { name: 'Bewertung senden' }).click()
  await page.getByText('Danke für Ihre Bewertung').waitFor()
  expect(await sessionOf(page)).toMatchObject({ rating: 4, ratingComment: 'Schnell!' })
  await page.reload()
  await page.getByText('Dieser Chat ist beendet.').waitFor()
  await page.waitForLoadState('networkidle')
  expect(await page.getByText('Wie war dieser Chat?').count()).toBe(0)
  await context.close()
})
