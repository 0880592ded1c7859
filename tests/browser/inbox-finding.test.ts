import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as limits from '../../contract/limits.ts'
import { at } from '../support/chat-rows.ts'
import { launchChromium } from '../support/chromium.ts'
import { openInbox } from '../support/inbox-page.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor, type Visitor } from '../support/visitor.ts'

let stack: Stack
let browser: Browser
let page: Page
/** In the order in which they wrote. */
let visitors: readonly Visitor[]
const names = ['The red kettle leaks', 'Where is my parcel', 'Another red kettle']

beforeAll(async () => {
  stack = await startStack()
  browser = await launchChromium()
  visitors = await Promise.all(names.map(() => startVisitor(stack)))
  for (const [index, visitor] of visitors.entries()) await visitor.send(names[index] ?? '')
  page = await openInbox(browser, stack)
  await page.getByLabel('Search sessions').waitFor()
})
afterAll(async () => {
  await browser.close()
  await stack.close()
})

const heading = (name: string) => page.getByRole('heading', { name, exact: true })
const row = (name: string) => page.getByRole('button', { name: new RegExp(name) })
const searchBox = () => page.getByLabel('Search sessions')

describe('search', () => {
  it('shows what is found in place of the list, live, and the list again once it is cleared', async () => {
    await searchBox().fill('kettle')
    await page.getByText('2 sessions found').waitFor()
    await expect.poll(() => page.locator('.session .name').allInnerTexts()).toEqual([names[2], names[0]])
    await visitors[0]?.send('It leaks still')
    await row(names[0] ?? '')
      .getByText('3 messages')
      .or(page.getByText('It leaks still'))
      .first()
      .waitFor()
    await searchBox().press('Escape')
    await row('Where is my parcel').waitFor()
    await expect.poll(() => searchBox().inputValue()).toBe('')
  })

  it('finds a session by its id, says when there is none, and opens what is found', async () => {
    await searchBox().fill('no such words')
    await page.getByText('Nothing found').waitFor()
    await searchBox().fill(visitors[1]?.sessionId ?? '')
    await searchBox().press('Enter')
    await page.getByText('1 session found').waitFor()
    await row('Where is my parcel').click()
    await heading('Where is my parcel').waitFor()
    await searchBox().fill('')
    await row('Another red kettle').waitFor()
  })
})

it('an Escape that ends a composition leaves the words of the search alone', async () => {
  await searchBox().fill('かま')
  for (const composing of [
    { isComposing: true, keyCode: 27 },
    { isComposing: false, keyCode: 229 },
  ]) {
    await searchBox().dispatchEvent('keydown', { key: 'Escape', bubbles: true, ...composing })
    expect(await searchBox().inputValue()).toBe('かま')
  }
  await searchBox().press('Escape')
  expect(await searchBox().inputValue()).toBe('')
  await row('Where is my parcel').waitFor()
})

describe('shortcuts', () => {
  it('walk through the list, claim, go to the reply and to Close, and back to the list', async () => {
    await page.getByRole('heading', { name: 'Inbox' }).focus()
    await page.keyboard.press('Escape')
    await page.getByText('Choose a session to read it.').waitFor()
    const listed = await page.locator('.session .name').allInnerTexts()
    await page.keyboard.press('j')
    await heading(listed[0] ?? '').waitFor()
    await page.keyboard.press('j')
    await heading(listed[1] ?? '').waitFor()
    await page.keyboard.press('k')
    await heading(listed[0] ?? '').waitFor()
    await page.keyboard.press('c')
    await page.getByLabel('Reply').waitFor()
    await page.keyboard.press('r')
    await page.keyboard.type('jj? c/')
    await expect.poll(() => page.getByLabel('Reply').inputValue()).toBe('jj? c/')
    await page.keyboard.press('Escape')
    await page.keyboard.press('e')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Close')
    await page.keyboard.press('/')
    await page.keyboard.type('parcel')
    await page.getByText('1 session found').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.keyboard.press('3')
    await page.getByRole('button', { name: 'Mine', pressed: true }).waitFor()
    await page.keyboard.press('1')
    await page.getByRole('button', { name: 'Open', pressed: true }).waitFor()
  })

  it('give the focus to the row that they open, and walking on is no step of the history', async () => {
    await page.keyboard.press('Escape')
    await page.getByText('Choose a session to read it.').waitFor()
    await expect.poll(() => page.locator('.session .name').count()).toBe(3)
    const listed = await page.locator('.session .name').allInnerTexts()
    const focused = () => page.evaluate(() => document.activeElement?.querySelector('.name')?.textContent)
    const before = await page.evaluate(() => history.length)
    // One key straight after the other, as a key that is held sends them.
    const walked = await page.evaluate(
      (keys) => {
        return keys.map((key) => {
          document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
          return document.activeElement?.querySelector('.name')?.textContent
        })
      },
      ['j', 'j', 'j', 'k'],
    )
    expect(walked).toEqual([listed[0], listed[1], listed[2], listed[1]])
    await page.keyboard.press('j')
    expect(await focused()).toBe(listed[2])
    await page.keyboard.press('Enter')
    await heading(listed[2] ?? '').waitFor()
    expect(await focused()).toBe(listed[2])
    expect(await page.evaluate(() => history.length)).toBe(before + 1)
    await page.goBack()
    await page.getByText('Choose a session to read it.').waitFor()
  })

  it('are listed by a key, do nothing behind that list, and can be switched off', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await list.waitFor()
    await page.keyboard.press('2')
    await list.getByLabel('Enable single-key shortcuts').uncheck()
    await list.getByRole('button', { name: 'Close' }).click()
    await page.keyboard.press('2')
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    await list.getByLabel('Enable single-key shortcuts').check()
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'hidden' })
    expect(await page.getByRole('button', { name: 'Open', exact: true }).getAttribute('aria-pressed')).toBe(
      'true',
    )
    await page.keyboard.press('2')
    await page.getByRole('button', { name: 'Waiting', pressed: true }).waitFor()
    await page.keyboard.press('1')
  })
})

it('the last “Load more” of a search hands the focus to the first row that it brought', async () => {
  for (let index = 0; index < limits.sessionPageDefault + 1; index += 1) {
    const row = { chatName: `Plenty of lamps ${index}`, status: 'closed', lastSeen: at(index) } as const
    await stack.repositories.sessions.create(`s_lamps_${index}`, 'v_lamps', row)
  }
  await searchBox().fill('plenty of lamps')
  const more = page.getByRole('button', { name: 'Load more' })
  await more.press('Enter')
  await page.getByText(`${limits.sessionPageDefault + 1} sessions found`).waitFor()
  await more.waitFor({ state: 'detached' })
  const focused = () => page.evaluate(() => document.activeElement?.querySelector('.name')?.textContent)
  await expect.poll(focused).toBe('Plenty of lamps 0')
  await searchBox().fill('')
})

it('the back button leads from a session to the list, and an address that is written opens its session', async () => {
  const phone = await openInbox(browser, stack)
  await phone.setViewportSize({ width: 390, height: 844 })
  await phone.getByLabel('Search sessions').waitFor()
  await phone.getByRole('button', { name: /Where is my parcel/ }).click()
  await phone.getByRole('heading', { name: 'Where is my parcel' }).waitFor()
  await phone.goBack()
  await phone.getByRole('button', { name: /Where is my parcel/ }).waitFor()
  expect(new URL(phone.url()).hash).toBe('#open')
  await phone.goForward()
  await phone.getByRole('heading', { name: 'Where is my parcel' }).waitFor()
  await phone.evaluate((id) => location.assign(`#waiting/${id}`), visitors[0]?.sessionId)
  await phone.getByRole('heading', { name: 'The red kettle leaks' }).waitFor()
  await phone.context().close()
})
