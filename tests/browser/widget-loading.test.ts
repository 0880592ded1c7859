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

async function openChat(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open chat' }).click()
  await page.getByText('Answers from our help articles').waitFor()
}

it.each([
  ['a module', () => tagOf(stack, 'type="module"')],
  ['deferred', () => tagOf(stack, 'defer')],
  [
    'appended by script, as jQuery does: evaluated as another script, the tag itself is inert',
    () => `<script>
      const box = document.createElement('div')
      box.innerHTML = ${JSON.stringify(tagOf(stack)).replaceAll('</', String.raw`<\/`)}
      document.documentElement.append(box)
      const run = document.createElement('script')
      run.src = box.firstElementChild.src
      document.head.append(run)
    </script>`,
  ],
  [
    'evaluated as text, beside its inert tag',
    () => `<script>
      const box = document.createElement('div')
      box.innerHTML = ${JSON.stringify(tagOf(stack)).replaceAll('</', String.raw`<\/`)}
      document.documentElement.append(box)
      fetch(box.firstElementChild.src).then((answer) => answer.text()).then((text) => (0, eval)(text))
    </script>`,
  ],
  [
    'without attributes, as tag managers leave it, with settings in the global',
    () => `<script>
      window.Porchlight = { endpoint: '${stack.endpoint}', project: '${stack.projectId}', accent: '#0a7d33' }
      const run = document.createElement('script')
      run.src = '${stack.origin}/widget.js'
      document.head.append(run)
    </script>`,
  ],
  [
    'without attributes, with settings in the queue',
    () => `<script>
      window.Porchlight = function () { (Porchlight.q = Porchlight.q || []).push(arguments) }
      Porchlight('hide')
      Porchlight('show')
      Porchlight('boot', { endpoint: '${stack.endpoint}', project: '${stack.projectId}', theme: { accent: '#0a7d33' } })
    </script><script async src="${stack.origin}/widget.js"></script>`,
  ],
  [
    'imported, and booted later',
    () => `<script type="module">
      await import('${stack.origin}/widget.js')
      Porchlight('hide')
      Porchlight.boot({ endpoint: '${stack.endpoint}', project: '${stack.projectId}', accent: '#0a7d33' })
      Porchlight.show()
    </script>`,
  ],
])('works %s', async (_, html) => {
  const { page, context } = await sites.open(`<h1>Page</h1>${html()}`)
  await openChat(page)
  expect(await page.evaluate('Porchlight.isOpen()')).toBe(true)
  expect(await page.locator('porchlight-chat').count()).toBe(1)
  await context.close()
})

it('says in the console what is missing, and boots when it is told', async () => {
  const { page, context, complaints } = await sites.open(
    `<h1>Page</h1><script src="${stack.origin}/widget.js"></script>`,
  )
  expect(complaints.join()).toContain('no [data-project][data-endpoint]')
  expect(await page.evaluate('Porchlight.isReady()')).toBeFalsy()
  await page.evaluate(`Porchlight('boot', { endpoint: '${stack.endpoint}', project: '${stack.projectId}' })`)
  await openChat(page)
  await context.close()
})

it('takes an endpoint that is relative to its script', async () => {
  const { page, context } = await sites.open(
    `<h1>Page</h1><script async src="${stack.origin}/widget.js" data-endpoint="v1" data-project="${stack.projectId}"></script>`,
  )
  await openChat(page)
  await context.close()
})

it('says so where it was pressed when the panel can’t be fetched, as after a new deployment, and tries again', async () => {
  const { page, context } = await sites.open(`<h1>Page</h1>${tagOf(stack)}`)
  const heard = page.evaluate(
    () =>
      new Promise((resolve) =>
        addEventListener('porchlight:error', (event) =>
          resolve(event instanceof CustomEvent && event.detail.code),
        ),
      ),
  )
  await page.route('**/panel-*.js', (route) => route.fulfill({ status: 404, body: 'gone' }))
  await page.getByRole('button', { name: 'Open chat' }).click()
  const alert = page.getByRole('alert')
  await alert.getByText('Loading failed. Try again.').waitFor()
  expect(await heard).toBe('load_failed')
  expect(await page.evaluate('Porchlight.isOpen()')).toBe(false)
  // What the page wanted said isn't lost by it.
  await page.evaluate(`void Porchlight.compose('Kept')`)
  await alert.getByText('Loading failed. Try again.').waitFor()
  await page.unroute('**/panel-*.js')
  await openChat(page)
  const composer = page.getByRole('textbox', { name: 'Message' })
  await eventually('the text', async () => (await composer.inputValue()) === 'Kept')
  expect(await alert.count()).toBe(0)
  await context.close()
})

it('says so, and keeps the draft, when a later part can’t be fetched', async () => {
  const { page, context } = await sites.open(`<h1>Page</h1>${tagOf(stack)}`)
  await page.route('**/conversation-*.js', (route) => route.fulfill({ status: 404, body: 'gone' }))
  await openChat(page)
  const composer = page.getByRole('textbox', { name: 'Message' })
  await composer.fill('Kept')
  await composer.press('Enter')
  await page.getByRole('alert').getByText('We can’t reach the chat.').waitFor()
  expect(await composer.inputValue()).toBe('Kept')
  await page.unroute('**/conversation-*.js')
  await composer.press('Enter')
  await page.locator('.visitor .bubble').getByText('Kept').waitFor()
  await context.close()
})

it('carries what somebody pressed Enter on to the next page, though what sends was never fetched; and fetches that by itself', async () => {
  const { page, context } = await sites.open(`<h1>Page</h1>${tagOf(stack)}`)
  const composer = page.getByRole('textbox', { name: 'Message' })
  const cantSend = page.getByRole('alert').getByText('We can’t reach the chat.')
  await page.route('**/conversation-*.js', (route) => route.abort())
  await openChat(page)
  await composer.fill('Kept')
  await composer.press('Enter')
  await cantSend.waitFor()
  await page.reload()
  await cantSend.waitFor()
  await page.unroute('**/conversation-*.js')
  await cantSend.waitFor({ state: 'detached' })
  await expect.poll(() => composer.inputValue()).toBe('Kept')
  await composer.press('Enter')
  await page.locator('.visitor .bubble').getByText('Kept').waitFor()
  await context.close()
})
