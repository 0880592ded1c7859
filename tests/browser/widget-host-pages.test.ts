import type { Browser, Locator, Page } from 'playwright'
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

const composer = (page: Page): Locator => page.getByRole('textbox', { name: 'Message' })
const launcher = (page: Page): Locator => page.getByRole('button', { name: 'Open chat' })
const panel = (page: Page): Locator => page.locator('.panel')

async function openChat(page: Page): Promise<void> {
  await launcher(page).click()
  await page.getByText('Answers from our help articles').waitFor()
}

/** Whether the part is there that holds the panel's own. */
const sheltered = (page: Page): Promise<boolean> =>
  panel(page).evaluate((it) => getComputedStyle(it).userSelect === 'text')

async function oneLauncher(page: Page): Promise<void> {
  await launcher(page).waitFor()
  await eventually('one launcher', async () => (await page.locator('porchlight-chat').count()) === 1)
}

it('lets a framework hydrate the whole document, and comes back when that draws it anew', async () => {
  const { page, context } = await sites.open(
    `<!doctype html><html lang="en"><head><title>App</title>${tagOf(stack)}</head><body><div id="app">text</div>
    <script>
      // As React 18 does: strangers between html's own children make it draw the document anew.
      const strangers = () => [...document.documentElement.children].filter((it) => !/^(HEAD|BODY)$/.test(it.tagName))
      const inFront = () => document.body.firstElementChild.id !== 'app'
      addEventListener('porchlight:ready', () => setTimeout(() => { window.misfit = strangers().length > 0 || inFront() }, 100))
    </script></body></html>`,
  )
  await launcher(page).waitFor()
  await page.waitForFunction('window.misfit !== undefined')
  expect(await page.evaluate('misfit')).toBe(false)
  await page.evaluate(() => {
    const anew = document.createElement('html')
    anew.append(document.createElement('head'), document.createElement('body'))
    document.documentElement.replaceWith(anew)
  })
  await oneLauncher(page)
  await openChat(page)
  await context.close()
})

it('goes on after the page has written its document anew, with listeners and all', async () => {
  const { page, context } = await sites.open(`<h1>Old</h1>${tagOf(stack)}`)
  await openChat(page)
  await page.evaluate(() => {
    document.open()
    document.write('<!doctype html><html><body><h1>New</h1></body></html>')
    document.close()
  })
  await oneOpenPanel(page)
  await composer(page).fill('Still here')
  await composer(page).press('Escape')
  await panel(page).waitFor({ state: 'hidden' })
  await openChat(page)
  await context.close()
})

/** As `oneLauncher`, where it stands open. */
async function oneOpenPanel(page: Page): Promise<void> {
  await page.locator('.launcher').waitFor()
  await composer(page).waitFor()
  expect(await page.locator('porchlight-chat').count()).toBe(1)
}

it.each([
  ['takes the focus back when it leaves', `document.addEventListener('focusin', keep)`],
  ['takes it back while it goes down', `document.addEventListener('focus', keep, true)`],
  [
    'swallows presses outside',
    `for (const type of ['pointerdown', 'mousedown', 'touchstart', 'click'])
       document.addEventListener(type, (event) => { if (isOutside(event)) { event.preventDefault(); event.stopImmediatePropagation() } }, true)
     document.addEventListener('focusin', keep, true)`,
  ],
  [
    'has keys of its own',
    `for (const type of ['keydown', 'keypress', 'keyup'])
       document.addEventListener(type, (event) => { if (isOutside(event)) event.preventDefault(); seen++ }, true)`,
  ],
])('is usable over a modal of the page that %s', async (_, script) => {
  const { page, context } = await sites.open(`<div id="modal"><input autofocus></div><script>
      window.seen = 0
      const modal = document.getElementById('modal')
      const isOutside = (event) => !modal.contains(event.target)
      const keep = (event) => { if (event.target !== document && isOutside(event)) modal.firstElementChild.focus() }
      addEventListener('keydown', (event) => { if (event.key === 'Escape') modal.remove() })
      ${script}
    </script>${tagOf(stack)}`)
  await openChat(page)
  await eventually('shelter', () => sheltered(page))
  await composer(page).click()
  await page.keyboard.type('hello there')
  expect(await composer(page).inputValue()).toBe('hello there')
  await page.keyboard.press('Enter')
  await page.locator('.visitor .bubble').getByText('hello there').waitFor()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem').first().waitFor()
  // A press elsewhere in the panel closes the menu, though the page hears nothing of it.
  await page.getByRole('heading', { name: 'Wick & Ember' }).click()
  await page.getByRole('menuitem').first().waitFor({ state: 'detached' })
  await composer(page).focus()
  await page.keyboard.press('Escape')
  await panel(page).waitFor({ state: 'hidden' })
  expect(await page.locator('#modal').count()).toBe(1)
  expect(await page.evaluate('seen')).toBe(0)
  await context.close()
})

it('lets words be selected and the menu come up on a page that forbids both', async () => {
  const { page, context } = await sites.open(
    `<style>* { user-select: none } body { pointer-events: none }</style><script>
      window.seen = 0
      for (const type of ['selectstart', 'contextmenu', 'mousedown', 'beforeinput'])
        document.addEventListener(type, (event) => { event.preventDefault(); seen++ }, true)
    </script>${tagOf(stack)}`,
  )
  await openChat(page)
  const greeting = page.locator('.hello p')
  await eventually('shelter', () => sheltered(page))
  const before = await page.evaluate('seen')
  await greeting.dblclick({ position: { x: 30, y: 14 } })
  expect(await page.evaluate(() => String(getSelection()).trim())).not.toBe('')
  await composer(page).click({ button: 'right' })
  await composer(page).click()
  await page.keyboard.type('hello')
  expect(await composer(page).inputValue()).toBe('hello')
  expect(await page.evaluate('seen')).toBe(before)
  await context.close()
})

it('copies, cuts and pastes in the composer on a page that handles the clipboard', async () => {
  const { page, context } = await sites.open(
    `<script>
      window.seen = 0
      for (const type of ['copy', 'cut', 'paste'])
        for (const goingDown of [true, false])
          document.addEventListener(type, (event) => {
            if (event.target.closest('input, textarea')) return
            event.preventDefault()
            if (type !== 'paste') event.clipboardData.setData('text/plain', 'HOST')
            seen++
          }, goingDown)
    </script>${tagOf(stack)}`,
    { context: { permissions: ['clipboard-read', 'clipboard-write'] } },
  )
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await openChat(page)
  await composer(page).fill('my words')
  await composer(page).press('ControlOrMeta+a')
  await composer(page).press('ControlOrMeta+c')
  expect(await clipboard()).toBe('my words')
  await page.evaluate(() => navigator.clipboard.writeText('abc'))
  await composer(page).press('ControlOrMeta+v')
  expect(await composer(page).inputValue()).toBe('abc')
  await composer(page).press('ControlOrMeta+a')
  await composer(page).press('ControlOrMeta+x')
  expect(await composer(page).inputValue()).toBe('')
  expect(await clipboard()).toBe('abc')
  expect(await page.evaluate('seen')).toBe(0)
  await context.close()
})

it('opens within a modal dialog of the page, and leaves that as it was', async () => {
  const { page, context } = await sites.open(
    `<dialog id="pay"><p>Pay</p><button data-porchlight-open>Ask us</button></dialog>
     <script>document.getElementById('pay').showModal()</script>${tagOf(stack)}`,
  )
  const door = page.getByRole('button', { name: 'Ask us' })
  await page.waitForFunction('window.Porchlight?.isReady()')
  await door.click()
  await page.getByText('Answers from our help articles').waitFor()
  await composer(page).click()
  await page.keyboard.type('hello there')
  expect(await composer(page).inputValue()).toBe('hello there')
  await page.keyboard.press('Escape')
  await panel(page).waitFor({ state: 'hidden' })
  expect(await page.locator('#pay').evaluate((it: HTMLDialogElement) => it.open)).toBe(true)
  expect(await door.evaluate((it) => it.matches(':focus'))).toBe(true)
  expect(await page.locator('#pay porchlight-chat').count()).toBe(0)
  // The dialog closes under it: it stays open, on the page.
  await page.evaluate('Porchlight.open()')
  await page.locator('#pay porchlight-chat').waitFor({ state: 'attached' })
  await page.locator('#pay').evaluate((it: HTMLDialogElement) => it.close())
  await page.locator('body > porchlight-chat').waitFor({ state: 'attached' })
  expect(await composer(page).inputValue()).toBe('hello there')
  await context.close()
})

it('moves into a dialog that opens over it, and survives one that is taken away', async () => {
  const { page, context } = await sites.open(
    `<main><div><dialog id="pay"><p>Pay</p><button>Pay now</button></dialog></div></main>${tagOf(stack)}`,
  )
  await openChat(page)
  await composer(page).fill('Before')
  await eventually('shelter', () => sheltered(page))
  const opened = page.locator('#pay')
  await opened.evaluate((it: HTMLDialogElement) => it.showModal())
  await page.locator('#pay porchlight-chat').waitFor({ state: 'attached' })
  await composer(page).click()
  await page.keyboard.type(' and after')
  expect(await composer(page).inputValue()).toBe('Before and after')
  await page.evaluate(() => document.querySelector('main')?.remove())
  await page.locator('body > porchlight-chat, html > porchlight-chat').waitFor({ state: 'attached' })
  expect(await composer(page).inputValue()).toBe('Before and after')
  expect(await page.locator('porchlight-chat').count()).toBe(1)
  await context.close()
})

it('stays usable while page code shuts out everything beside its modal', async () => {
  const { page, context } = await sites.open(`<div id="modal">Modal</div>${tagOf(stack)}`)
  await openChat(page)
  await eventually('shelter', () => sheltered(page))
  await page.evaluate(() => {
    const chat = document.querySelector('porchlight-chat')
    chat?.setAttribute('aria-hidden', 'true')
    chat?.setAttribute('inert', '')
  })
  await eventually('it to be let in', () =>
    page
      .locator('porchlight-chat')
      .evaluate((it) => !it.hasAttribute('inert') && !it.hasAttribute('aria-hidden')),
  )
  await context.close()
})

/** As old libraries do: Prototype 1.6, MooTools, and whoever extends every object. */
const OLD_LIBRARIES = `<script>
  Element.prototype.remove = function () { this.parentNode.removeChild(this); return this }
  Array.prototype.toJSON = function () { return '[' + Array.prototype.map.call(this, (it) => JSON.stringify(it)).join(', ') + ']' }
  Array.from = (list) => { const copy = []; for (let i = 0; i < (list.length || 0); i++) copy[i] = list[i]; return copy }
  Array.prototype.reduce = function () { return this.length > 1 ? this : this[0] }
  Array.prototype.entries = function () { return this.slice() }
  Array.prototype.each = Array.prototype.forEach
  String.prototype.endsWith = function (text) { return this.lastIndexOf(text) === this.length - text.length }
  Function.prototype.bind = function (self, ...first) { return (...rest) => this.apply(self, first.concat(rest)) }
  Object.prototype.extend = function () { return this }
  Object.prototype.toJSONString = 'x'
</script>`

it('works on a page whose old libraries change what is built in', async () => {
  const { page, context, complaints } = await sites.open(
    `${OLD_LIBRARIES}${tagOf(stack, 'async data-corpora="shop"')}`,
  )
  const bodies: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/executions')) bodies.push(request.postData() ?? '')
  })
  await openChat(page)
  await composer(page).fill('How long does shipping take?')
  await composer(page).press('Enter')
  await page.getByText('2 to 3 working days').waitFor()
  expect(bodies.some((body) => body.includes(String.raw`\"corpora\":[\"shop\"]`))).toBe(true)
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Your chats' }).click()
  await page.locator('.sessions li').first().waitFor()
  await page.evaluate('Porchlight.destroy()')
  expect(complaints).toEqual([])
  await context.close()
})

const zones: readonly (readonly [string, string])[] = [
  ['transformed', 'transform: translateY(0)'],
  ['filtered', 'filter: grayscale(1)'],
  ['zoomed', 'zoom: 1.5'],
  ['made smaller', 'zoom: .7; transform: scale(1)'],
]
it.each(zones)('stays within sight on a page that is %s as a whole', async (_, style) => {
  for (const viewport of [
    { width: 1000, height: 700 },
    { width: 390, height: 700 },
  ]) {
    const { page, context } = await sites.open(
      `<!doctype html><html style="${style}"><body style="height:4000px"><h1>Page</h1>${tagOf(stack)}</body></html>`,
      { context: { viewport } },
    )
    await page.evaluate(() => scrollTo(0, 500))
    await openChat(page)
    await eventually('the panel at rest', () => panel(page).evaluate((it) => it.getAnimations().length === 0))
    await eventually('all of it in sight', async () => {
      const box = await panel(page).boundingBox()
      return (
        box &&
        box.x >= -1 &&
        box.y >= -1 &&
        box.x + box.width <= viewport.width + 1 &&
        box.y + box.height <= viewport.height + 1
      )
    })
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    const box = await page.locator('.launcher').boundingBox()
    expect(box?.y).toBeGreaterThan(viewport.height / 2)
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(viewport.height)
    await context.close()
  }
})

it('keeps a file that is dropped on it from taking the page’s place', async () => {
  const { page, context } = await sites.open(`<h1>Page</h1>${tagOf(stack)}`)
  await openChat(page)
  await eventually('shelter', () => sheltered(page))
  const kept = await panel(page).evaluate((it) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['x'], 'x.txt'))
    return ['dragover', 'drop'].map((type) => {
      const event = new DragEvent(type, { bubbles: true, cancelable: true, composed: true, dataTransfer })
      it.dispatchEvent(event)
      return event.defaultPrevented
    })
  })
  expect(kept).toEqual([true, true])
  const words = await composer(page).evaluate((it) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.setData('text/plain', 'words')
    const event = new DragEvent('dragover', { bubbles: true, cancelable: true, composed: true, dataTransfer })
    it.dispatchEvent(event)
    return event.defaultPrevented
  })
  expect(words).toBe(false)
  await context.close()
})
