import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readAttachments } from '../../contract/attachment.ts'
import { adminPaths } from '../../contract/admin-api.ts'
import { callAdmin } from '../support/admin.ts'
import { launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { png } from '../support/files.ts'
import { openInbox } from '../support/inbox-page.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { EXECUTIONS, untilProtected, visit, type WidgetPage } from '../support/widget-page.ts'

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

/** A picture of one colour, 40 × 30. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAACgAAAAeCAIAAADRv8uKAAAALUlEQVR42u3NMQ0AAAgEsXeBTkSgFDtIYGySm5tUH0Xw4MGDBw8ePHjw4MFvt4i+QvJTYTVLAAAAAElFTkSuQmCC',
  'base64',
)
const photo = { name: 'kitchen.png', mimeType: 'image/png', buffer: PICTURE }
/** Few bytes that say they are a picture of 400 megapixels. */
const poster = {
  name: 'poster.png',
  mimeType: 'image/png',
  buffer: Buffer.from(png('poster.png', 20_000, 20_000).bytes),
}
const invoice = { name: 'invoice.csv', mimeType: 'text/csv', buffer: Buffer.from('item;price\ncandle;12') }

async function opened(): Promise<WidgetPage> {
  const widget = await visit(browser, stack)
  await widget.open()
  await untilProtected(widget.page)
  return widget
}

function pick(page: Page, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]): Promise<void> {
  return page.locator('input[type=file]').setInputFiles(files)
}

/** Drops or pastes files on an element that stays while the conversation comes, as the browser does. */
async function give(page: Page, selector: string, kind: 'drop' | 'paste', name: string): Promise<void> {
  await page.locator(selector).evaluate(
    (element, [type, fileName]) => {
      const data = new DataTransfer()
      data.items.add(new File(['a;b'], String(fileName)))
      const options = { bubbles: true, cancelable: true, composed: true }
      element.dispatchEvent(
        type === 'drop'
          ? new DragEvent('drop', { ...options, dataTransfer: data })
          : new ClipboardEvent('paste', { ...options, clipboardData: data }),
      )
    },
    [kind, name],
  )
}

it('a visitor picks, drops and pastes files, removes one, and sends the rest without a word; a reload shows them', async () => {
  const widget = await opened()
  const { page, log } = widget
  await page.getByRole('button', { name: 'Attach files' }).waitFor()
  await pick(page, [photo, invoice])
  await give(page, '.panel', 'drop', 'dropped.csv')
  await give(page, 'textarea', 'paste', 'pasted.csv')
  await page.getByRole('button', { name: 'Remove dropped.csv' }).click()
  await page.getByRole('button', { name: 'Remove pasted.csv' }).waitFor()
  expect(await page.locator('.chip').count()).toBe(3)
  await page.getByRole('button', { name: 'Send' }).click()
  await log.getByRole('img', { name: 'kitchen.png' }).waitFor()
  await page.locator('.chip').first().waitFor({ state: 'detached' })
  const [row] = await eventually('the message', async () => {
    const rows = (await widget.stored()).filter(({ sender }) => sender === 'user')
    return rows.length > 0 && rows
  })
  expect(row?.text).toBe('')
  const sent = readAttachments(row?.attachments ?? null)
  expect(sent.map(({ name, type, width }) => ({ name, type, width }))).toEqual([
    { name: 'kitchen.png', type: 'image/png', width: 40 },
    { name: 'invoice.csv', type: 'text/csv', width: null },
    { name: 'pasted.csv', type: 'text/csv', width: null },
  ])
  // What was removed is nowhere.
  await eventually(
    'the removal',
    async () => (await stack.repositories.attachments.scan(null, 100)).length === 3,
  )

  await page.reload()
  await log.getByRole('img', { name: 'kitchen.png' }).waitFor()
  await eventually('the picture', () =>
    log
      .getByRole('img', { name: 'kitchen.png' })
      .evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth === 40),
  )
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    log.getByRole('button', { name: /invoice\.csv/ }).click(),
  ])
  expect(download.suggestedFilename()).toBe('invoice.csv')
  expect((await readFile(await download.path())).equals(invoice.buffer)).toBe(true)
})

it('says why a file can’t be sent, and keeps it from nothing else', async () => {
  const { page, log, composer } = await opened()
  await page.getByRole('button', { name: 'Attach files' }).waitFor()
  await pick(page, { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<script>1</script>') })
  await page.getByRole('alert').getByText('This type of file can’t be sent').waitFor()
  await composer.fill('Then in words')
  await composer.press('Enter')
  await log.getByText('Then in words').waitFor()
  // Nobody should believe that it went along.
  await page.getByRole('button', { name: 'Remove page.html' }).click()
  expect(await page.locator('.chip').count()).toBe(0)
})

it('an upload that the connection cuts goes on by itself, and what was sent before its end goes with it, once', async () => {
  const widget = await opened()
  const { page, composer, log } = widget
  await page.getByRole('button', { name: 'Attach files' }).waitFor()
  let cuts = 0
  await page.route(EXECUTIONS, async (route) => {
    const isPiece = /attachments\/f_/.test(route.request().postData() ?? '')
    if (!isPiece || cuts >= 2) return route.continue()
    cuts += 1
    // The first never arrives; of the second the answer is lost.
    if (cuts === 2) await route.fetch()
    return route.abort()
  })
  await pick(page, photo)
  await composer.fill('Look at this')
  await composer.press('Enter')
  await log.getByRole('img', { name: 'kitchen.png' }).waitFor()
  const rows = await eventually('the message', async () => {
    const own = (await widget.stored()).filter(({ sender }) => sender === 'user')
    return own.length > 0 && own
  })
  expect(cuts).toBe(2)
  expect(rows.map(({ text, attachments }) => [text, readAttachments(attachments).length])).toEqual([
    ['Look at this', 1],
  ])
})

it('where messages carry no files nothing offers any, and dropped ones go nowhere', async () => {
  await stack.repositories.settings.put({ attachments: false })
  stack.coldStart('chat')
  const { page } = await opened()
  await give(page, '.panel', 'drop', 'dropped.csv')
  expect(await page.getByRole('button', { name: 'Attach files' }).count()).toBe(0)
  expect(await page.locator('.chip').count()).toBe(0)
  await stack.repositories.settings.put({ attachments: true })
  stack.coldStart('chat')
})

it('an agent sees a visitor’s files in the inbox, saves one, and sends some of their own', async () => {
  const widget = await opened()
  const { page, log } = widget
  await page.getByRole('button', { name: 'Attach files' }).waitFor()
  await pick(page, [photo, invoice, poster])
  await page.getByRole('button', { name: 'Send' }).click()
  await log.getByRole('img', { name: 'kitchen.png' }).waitFor()
  const sessionId = await widget.sessionId()
  await eventually('the message', async () =>
    (await widget.stored()).some(({ attachments }) => attachments !== null),
  )
  await callAdmin(stack, 'POST', adminPaths.assign(sessionId), { agentId: stack.agent.userId })

  const inbox = await openInbox(browser, stack)
  await inbox.goto(`${stack.origin}/inbox#${sessionId}`)
  await inbox
    .getByRole('button', { name: /📎 kitchen\.png \+2/ })
    .first()
    .click()
  const transcript = inbox.getByRole('log', { name: 'Messages' })
  const picture = transcript.getByRole('img', { name: 'kitchen.png' })
  await picture.waitFor()
  await eventually('the picture', () =>
    picture.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth === 40),
  )
  const [download] = await Promise.all([
    inbox.waitForEvent('download'),
    transcript.getByRole('button', { name: /invoice\.csv/ }).click(),
  ])
  expect((await readFile(await download.path())).equals(invoice.buffer)).toBe(true)
  // More pixels than a page should decode unasked: a card alone, whose bytes nobody has asked for.
  await transcript.getByRole('button', { name: /poster\.png/ }).waitFor()
  expect(await transcript.getByRole('img').count()).toBe(1)

  await pick(inbox, { name: 'label.csv', mimeType: 'text/csv', buffer: Buffer.from('to;me') })
  await inbox.getByRole('list', { name: 'Files of this reply' }).getByText('label.csv').waitFor()
  await inbox.getByRole('button', { name: 'Send' }).click()
  await transcript.getByRole('button', { name: /label\.csv/ }).waitFor()
  await log.getByRole('button', { name: /label\.csv/ }).waitFor()
})
