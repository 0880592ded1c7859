import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

it('the inbox reads list and counters anew by its button, before it would do so by itself', async () => {
  const page = await openInbox(browser, stack)
  await page.getByText('Live').waitFor()
  const counters = page.getByLabel('Counters')
  await counters.waitFor()
  // By itself it reads them once a minute.
  const [list, counts] = await Promise.all([
    page.waitForRequest(/\/tables\/sessions\/rows/),
    page.waitForRequest(/\/executions$/),
    page.getByRole('button', { name: 'Refresh sessions' }).click(),
  ])
  expect(list.method()).toBe('GET')
  expect(counts.postData()).toContain('/admin/stats')
  await page.context().close()
})

it.each([
  ['while characters are composed', { isComposing: true, keyCode: 13 }],
  // Safari ends the composition before it tells of the key.
  ['that ends a composition', { isComposing: false, keyCode: 229 }],
])('the inbox sends nothing by an Enter %s', async (_, composing) => {
  const visitor = await startVisitor(stack)
  await visitor.send('こんにちは')
  const page = await openInbox(browser, stack)
  await page
    .getByRole('button', { name: /こんにちは/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Claim' }).click()
  const reply = page.getByLabel('Reply')
  await reply.fill('はい')
  await reply.dispatchEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...composing })
  await reply.pressSequentially('。')
  await reply.press('Enter')
  await page.getByLabel('Messages').getByText('はい。').waitFor()
  const replies = (await visitor.messages()).filter(({ sender }) => sender === 'agent')
  expect(replies.map(({ text }) => text)).toEqual(['はい。'])
  await page.context().close()
})

describe.each([
  ['on a desk', { width: 1280, height: 800 }],
  ['on a phone', { width: 390, height: 844 }],
])('a second press %s', (_, viewport) => {
  /** A session of the agent's inbox, and where its buttons are. */
  async function openSession(text: string) {
    const visitor = await startVisitor(stack)
    await visitor.send(text)
    const page = await openInbox(browser, stack)
    await page.setViewportSize(viewport)
    await page
      .getByRole('button', { name: new RegExp(text) })
      .first()
      .click()
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    const state = async () => {
      const { status, needsHuman } = await visitor.session()
      return `${status} ${needsHuman}`
    }
    const middleOf = async (name: string) => {
      // While a step is under way all are disabled, and a press on one is no press.
      await expect.poll(() => button(name).isEnabled()).toBe(true)
      const box = await button(name).boundingBox()
      if (!box) throw new Error(`${name} is not shown`)
      return [box.x + box.width / 2, box.y + box.height / 2] as const
    }
    return { page, button, state, middleOf }
  }

  it('of a double click is not one of the step that came there instead', async () => {
    const { page, button, state } = await openSession(`Twice at once ${viewport.width}`)
    await button('Claim').dblclick()
    await button('Back to the queue').waitFor()
    expect(await state()).toBe('agent_assigned false')
    await page.context().close()
  })

  it('where a step was pressed meets nothing, whenever it comes', async () => {
    const { page, button, middleOf } = await openSession(`Twice in a place ${viewport.width}`)
    await page.clock.install()
    const steps = [
      ['Claim', 'Return to bot'],
      ['Back to the queue', 'Claim'],
      ['Claim', 'Return to bot'],
      ['Return to bot', 'Claim'],
      ['Close', 'Reopen'],
      ['Reopen', 'Claim'],
    ] as const
    for (const [pressed, next] of steps) {
      const [x, y] = await middleOf(pressed)
      await page.clock.fastForward(1000)
      await page.mouse.click(x, y)
      await button(next).waitFor()
      const meets = await page.evaluate(
        (place) => document.elementFromPoint(...place)?.closest('button')?.textContent ?? null,
        [x, y] as [number, number],
      )
      expect(meets, pressed).toBeNull()
    }
    await page.context().close()
  })

  it('counts for nothing just after the buttons changed, wherever it goes', async () => {
    const { page, button, state } = await openSession(`Too quick ${viewport.width}`)
    await page.clock.install()
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 500)
    await button('Claim').click()
    await eventually('the buttons to change', async () => {
      await page.clock.runFor(20)
      const next = button('Return to bot')
      return (await next.isVisible()) && (await next.isEnabled())
    })
    await button('Return to bot').click()
    // Drawing, and what follows an act, would have had their time.
    await page.clock.runFor(100)
    expect(await button('Return to bot').isEnabled()).toBe(true)
    expect(await state()).toBe('agent_assigned false')
    await page.clock.runFor(1000)
    await page.clock.resume()
    await button('Return to bot').click()
    await button('Claim').waitFor()
    expect(await state()).toBe('active false')
    await page.context().close()
  })
})

it('the inbox shows in forced colours which session is open and which view is chosen', async () => {
  for (const text of ['Seen in high contrast', 'Another one beside it']) {
    await (await startVisitor(stack)).send(text)
  }
  const page = await openInbox(browser, stack)
  await page.emulateMedia({ forcedColors: 'active' })
  await page
    .getByRole('button', { name: /Seen in high contrast/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Seen in high contrast' }).waitFor()
  // Backgrounds that differ may look the same there; the text of what is chosen is of another colour.
  await page.mouse.move(0, 0)
  const look = (name: RegExp) =>
    page
      .getByRole('button', { name })
      .first()
      .evaluate((it) => getComputedStyle(it).color)
  await expect.poll(() => look(/Seen in high contrast/)).not.toBe(await look(/Another one beside it/))
  await expect.poll(() => look(/^Open$/)).not.toBe(await look(/^Closed$/))
  await page.context().close()
})

it('the inbox draws no ring around a heading that a script gave the focus', async () => {
  const page = await openInbox(browser, stack)
  await page.reload()
  const heading = page.getByRole('heading', { name: 'Inbox', exact: true })
  await expect.poll(() => heading.evaluate((it) => it.matches(':focus-visible'))).toBe(true)
  expect(await heading.evaluate((it) => getComputedStyle(it).outlineStyle)).toBe('none')
  await page.context().close()
})
