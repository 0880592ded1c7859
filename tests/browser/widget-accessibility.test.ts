import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { EXECUTIONS, isSend, visit, type WidgetPage } from '../support/widget-page.ts'

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

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const

async function visitAs(options: BrowserContextOptions): Promise<WidgetPage> {
  return visit(browser, stack, await browser.newContext(options))
}

/** Leads through what the panel can show, and looks at each. */
async function walk(widget: WidgetPage, look: (state: string) => Promise<void>): Promise<void> {
  const { page } = widget
  await look('idle')
  await widget.open()
  await look('greeting')
  const search = page.getByRole('searchbox', { name: 'Search for help' })
  await search.fill('zeppelin')
  await page.getByText('Nothing found').waitFor()
  await look('nothing found')
  await search.fill('lantern')
  await page.getByRole('button', { name: 'Lanterns outdoors' }).waitFor()
  await look('articles found')
  await page.getByRole('button', { name: 'Lanterns outdoors' }).click()
  await page.getByText('Still stuck?').waitFor()
  await look('article')
  await page.getByRole('button', { name: 'Back' }).click()
  await search.fill('')
  await widget.say('How long does shipping take?')
  await page.getByText('2 to 3 working days').waitFor()
  await look('answer')
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem').first().waitFor()
  await look('menu')
  await page.getByRole('menuitem', { name: 'Delete chat' }).click()
  await page.getByRole('alertdialog').waitFor()
  await look('question')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await widget.say('I would like to talk to a person')
  await page.getByText('Waiting for a person').waitFor()
  await page.route(EXECUTIONS, (route) => (isSend(route) ? route.abort() : route.continue()))
  await widget.say('Are you there? See https://example.com')
  await page.getByText('Not sent.').waitFor()
  await look('waiting, and a failed send')
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Your chats' }).click()
  await page.locator('.sessions li').first().waitFor()
  await look('list of chats')
}

it('gives everything a role and a name', async () => {
  const widget = await visitAs({})
  const { page } = widget
  const seen: Record<string, string> = {}
  await walk(widget, async (state) => {
    const snapshot = await page.locator('porchlight-chat').ariaSnapshot()
    seen[state] = snapshot
    expect(
      snapshot.match(/- (button|link|textbox|menuitem|dialog|alertdialog|log|list)(:| \[.*\])?$/gm),
      state,
    ).toBeNull()
  })
  expect(seen['idle']).toContain('button "Open chat"')
  for (const part of [
    'dialog "Wick & Ember"',
    'heading "Wick & Ember"',
    'button "More"',
    'button "Close"',
    'log "Messages"',
    'button "Can I return a candle?"',
    'textbox "Message"',
    'button "Send" [disabled]',
    'button "Close chat" [expanded]',
  ]) {
    expect(seen['greeting']).toContain(part)
  }
  // Who speaks is said in words, not only by side and colour.
  expect(seen['answer']).toMatch(/paragraph: You\n[^]*paragraph: Assistant\n[^]*list "Sources"/)
  expect(seen['question']).toContain('alertdialog "Delete this chat?"')
  await widget.context.close()
})

it('says once and politely what became of a message, and nothing while it is on its way', async () => {
  const widget = await visitAs({})
  const { page, log } = widget
  await widget.open()
  await widget.say('I would like to talk to a person')
  await page.getByText('Waiting for a person').waitFor()
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(EXECUTIONS, async (route) => {
    if (isSend(route)) await released
    await route.continue()
  })
  await widget.say('Number WE-1042')
  await log.getByText('Number WE-1042').waitFor()
  expect(await log.ariaSnapshot()).not.toContain('Sending')
  release()
  await log.getByText('Sent', { exact: true }).waitFor()
  expect((await log.ariaSnapshot()).match(/\bSent\b/g)).toHaveLength(1)
  await page.unroute(EXECUTIONS)
  await page.route(EXECUTIONS, (route) => (isSend(route) ? route.abort() : route.continue()))
  await widget.say('And another')
  await log.getByText('Not sent.').waitFor()
  // The log itself is the live region: a second one within it would say it twice.
  expect(await log.getAttribute('aria-live')).toBe('polite')
  expect(await log.getAttribute('aria-relevant')).toBe('additions')
  expect(await log.locator('[role=alert], [role=status], [aria-live]').count()).toBe(0)
  await widget.context.close()
})

it('gives the focus back to the launcher, by whichever door it is closed', async () => {
  const widget = await visitAs({})
  const { page } = widget
  const launcher = page.locator('.launcher')
  await widget.open()
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  expect(await launcher.evaluate((it) => it.matches(':focus'))).toBe(true)
  await page.keyboard.press('Enter')
  await eventually('the focus in the composer', () => widget.composer.evaluate((it) => it.matches(':focus')))
  await page.keyboard.press('Escape')
  expect(await launcher.evaluate((it) => it.matches(':focus'))).toBe(true)
  await widget.context.close()
})

/** Texts whose contrast with what is painted behind them is less than 4.5:1 (WCAG 2.2, 1.4.3), by the page's real styles. */
async function faintTexts(page: Page): Promise<readonly string[]> {
  return page.locator('porchlight-chat').evaluate((host) => {
    const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number)
    const luminance = (color: string) => {
      const [r = 0, g = 0, b = 0] = channels(color).map((value) =>
        value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
      )
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const behind = (element: Element): string => {
      const color = getComputedStyle(element).backgroundColor
      if ((channels(color)[3] ?? 1) === 1) return color
      return element.parentElement ? behind(element.parentElement) : 'rgb(255, 255, 255)'
    }
    const texts = [...(host.shadowRoot?.querySelectorAll('*') ?? [])].filter(
      (element) =>
        element.checkVisibility() &&
        !element.matches(':disabled, .sr') &&
        (element.matches('textarea, input') ||
          [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '')),
    )
    return texts.flatMap((element) => {
      const pseudo = element.matches('textarea') ? '::placeholder' : null
      const [light, dark] = [luminance(getComputedStyle(element, pseudo).color), luminance(behind(element))]
      const ratio = (Math.max(light, dark) + 0.05) / (Math.min(light, dark) + 0.05)
      return ratio >= 4.5 ? [] : [`${element.className || element.tagName}: ${ratio.toFixed(2)}`]
    })
  })
}

it.each(['light', 'dark'] as const)('is readable in every state, %s', async (colorScheme) => {
  const widget = await visitAs({ colorScheme })
  await walk(widget, async (state) => {
    expect(await faintTexts(widget.page), state).toEqual([])
  })
  await widget.context.close()
})

it.each([
  ['a mouse', {}, 24],
  ['a finger', PHONE, 44],
] as const)('is large enough for %s', async (_, options, leastPx) => {
  const widget = await visitAs(options)
  await walk(widget, async (state) => {
    const small = await widget.page.locator('porchlight-chat').evaluate(
      (host, least) =>
        [...(host.shadowRoot?.querySelectorAll<HTMLElement>('button, a, textarea, input') ?? [])]
          // Links in a sentence are as high as its line.
          .filter((target) => target.checkVisibility() && !target.matches('.bubble a'))
          // As laid out: while the panel opens, it is drawn smaller.
          .filter(({ offsetWidth, offsetHeight }) => Math.min(offsetWidth, offsetHeight) < least)
          .map(
            (target) =>
              `${target.className || target.tagName}: ${target.offsetWidth} × ${target.offsetHeight}`,
          ),
      leastPx,
    )
    expect(small, state).toEqual([])
  })
  await widget.context.close()
})

it('moves nothing for those who ask for that', async () => {
  const widget = await visitAs({ reducedMotion: 'reduce' })
  await walk(widget, async (state) => {
    const moving = await widget.page.locator('porchlight-chat').evaluate((host) =>
      [...(host.shadowRoot?.querySelectorAll('*') ?? [])]
        .flatMap((element) => ['', '::before', '::after'].map((pseudo) => getComputedStyle(element, pseudo)))
        .filter(
          ({ animationDuration, animationIterationCount, transitionDuration }) =>
            Number.parseFloat(animationDuration) > 0.01 ||
            animationIterationCount === 'infinite' ||
            Number.parseFloat(transitionDuration) > 0,
        )
        .map(({ animationName }) => animationName),
    )
    expect(moving, state).toEqual([])
  })
  await widget.context.close()
})
