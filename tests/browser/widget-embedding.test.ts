import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import { callAdmin } from '../support/admin.ts'
import { launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { createSitePages, tagOf, type SitePages } from '../support/site-page.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { EXECUTIONS, visit } from '../support/widget-page.ts'

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

let sites: SitePages
beforeAll(() => {
  sites = createSitePages(browser)
})
afterAll(() => sites.close())

const openPage = (html: string, policy?: string) => sites.open(html, policy === undefined ? {} : { policy })
const tag = (attributes = '') => tagOf(stack, `async ${attributes}`)

it('leaves the page as it was: one global, no styles, one element in its body', async () => {
  const look = () => {
    const heading = document.querySelector('h1')
    return {
      globals: Object.keys(window).filter((name) => !name.startsWith('__')),
      children: document.body.childElementCount,
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      style: heading && getComputedStyle(heading).cssText,
      width: document.documentElement.scrollWidth,
    }
  }
  const shop =
    '<h1>Shop</h1><style>* { color: red; font: 20px serif; --text: red; --bg: red !important }</style>'
  const bare = await openPage(shop)
  const before = await bare.page.evaluate(look)
  const { page } = await openPage(`${shop}${tag()}`)
  await page.getByRole('button', { name: 'Open chat' }).click()
  await page.getByRole('textbox', { name: 'Message' }).fill('Hello')
  await page.keyboard.press('Enter')
  await page.locator('.bot .bubble').first().waitFor()
  const after = await page.evaluate(look)
  expect(after).toEqual({
    ...before,
    globals: [...before.globals, 'Porchlight'],
    // The tag, and the element behind it.
    children: before.children + 2,
  })
  // Nor does the page's style reach in.
  expect(
    await page.getByRole('textbox', { name: 'Message' }).evaluate((it) => getComputedStyle(it).fontSize),
  ).toBe('16px')
  expect(
    await page.getByRole('dialog').evaluate((panel) => {
      const { color, backgroundColor } = getComputedStyle(panel)
      return { color, backgroundColor }
    }),
  ).toEqual({ color: 'rgb(22, 24, 29)', backgroundColor: 'rgb(255, 255, 255)' })
  await page.context().close()
  await bare.context.close()
})

it('works under a policy that allows its own files and the endpoint only', async () => {
  const { page, complaints, context } = await openPage(
    `<h1>Strict</h1>${tag()}`,
    `default-src 'none'; script-src ${stack.origin}; connect-src ${stack.origin} ${stack.origin.replace('http', 'ws')}; base-uri 'none'; require-trusted-types-for 'script'`,
  )
  await page.getByRole('button', { name: 'Open chat' }).click()
  await page.getByRole('textbox', { name: 'Message' }).fill('How long does shipping take?')
  await page.keyboard.press('Enter')
  await page.getByText('2 to 3 working days').waitFor()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Your chats' }).click()
  await page.getByRole('heading', { name: 'Your chats' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})

it('stays when the page swaps its body, or everything in its document', async () => {
  const { page, context } = await openPage(`<h1>App</h1>${tag()}`)
  const launcher = page.getByRole('button', { name: 'Open chat' })
  await launcher.waitFor()
  await page.evaluate(() => document.body.replaceWith(document.createElement('body')))
  await launcher.waitFor()
  await page.evaluate(() => document.documentElement.replaceChildren(document.createElement('body')))
  await launcher.click()
  await page.getByRole('textbox', { name: 'Message' }).waitFor()
  expect(await page.locator('porchlight-chat').count()).toBe(1)
  await context.close()
})

it('takes commands from before it was there and after, and tells what happens', async () => {
  const { page, context } = await openPage(`<h1>App</h1>
    <script>
      window.Porchlight = window.Porchlight || function () { (Porchlight.q = Porchlight.q || []).push(arguments) }
      window.heard = []
      Porchlight('on', 'ready', (event) => heard.push(event.type))
      Porchlight('hide')
      for (const name of ['open', 'message:sent', 'message:received', 'session:started'])
        addEventListener('porchlight:' + name, (event) => heard.push(event.detail.type))
    </script>${tag('data-accent="#0a7d33" data-side="left"')}${tag()}`)
  await page.waitForFunction('window.Porchlight.isReady && window.Porchlight.isReady()')
  expect(await page.locator('porchlight-chat').count()).toBe(1)
  expect(await page.getByRole('button', { name: 'Open chat' }).isVisible()).toBe(false)
  await page.evaluate(`Porchlight.compose('From the page')`)
  await page.getByText('Answers from our help articles').waitFor()
  expect(await page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('From the page')
  await page.evaluate(`Porchlight('send', 'How long does shipping take?')`)
  await page.getByText('2 to 3 working days').waitFor()
  expect(await page.evaluate('heard')).toEqual(
    expect.arrayContaining(['ready', 'open', 'session:started', 'message:sent', 'message:received']),
  )
  expect(await page.evaluate(`heard.filter((type) => type === 'ready').length`)).toBe(1)
  expect(await page.evaluate('Porchlight.isOpen()')).toBe(true)
  expect(await page.evaluate(`Porchlight('nonsense')`)).toBeUndefined()
  await page.evaluate('Porchlight.destroy()')
  expect(await page.locator('porchlight-chat').count()).toBe(0)
  // Nor does the panel, which was open, put it back.
  await page.evaluate('new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))')
  expect(await page.locator('porchlight-chat').count()).toBe(0)
  expect(await page.evaluate('typeof Porchlight')).toBe('undefined')
  await context.close()
})

it('answers a send once the message is stored, counts its events, and says whether it works', async () => {
  const { page, context } = await openPage(`<h1>App</h1>
    <script>
      window.Porchlight = window.Porchlight || function () { (Porchlight.q = Porchlight.q || []).push(arguments) }
      window.heard = []
      for (const name of ['ready', 'open', 'message:sent', 'availability', 'identity'])
        addEventListener('porchlight:' + name, ({ detail }) => heard.push(detail))
      Porchlight('identify', { name: 'Ana', email: 'ana@example.com', plan: 'pro' })
    </script>${tag()}`)
  await page.waitForFunction('window.Porchlight.isReady && window.Porchlight.isReady()')
  expect(await page.evaluate('[Porchlight.getStatus(), Porchlight.getUnavailableReason()]')).toEqual([
    undefined,
    undefined,
  ])
  const id = await page.evaluate<string>(`Porchlight.send('How long does shipping take?')`)
  expect(id).toMatch(/^m_/)
  const sessionId = await eventually('a stored session', () =>
    page.evaluate((project) => localStorage.getItem(`porchlight:${project}:session`), stack.projectId),
  )
  const stored = await stack.repositories.messages.newest(sessionId, 100)
  expect(stored.map((row) => row.$id)).toContain(id)
  const session = await stack.repositories.sessions.get(sessionId)
  expect(JSON.parse(session?.userMeta ?? '{}')).toEqual({
    name: 'Ana',
    email: 'ana@example.com',
    plan: 'pro',
  })
  expect(await page.evaluate('Porchlight.send("  ")')).toBeNull()
  await page.waitForFunction(`Porchlight.getStatus() === 'online'`)
  const heard = await page.evaluate<{ id: number; type: string }[]>('heard')
  expect(heard.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['ready', 'open', 'identity', 'message:sent', 'availability']),
  )
  const ids = heard.map((event) => event.id)
  expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other))
  await context.close()
})

it('forgets the visitor on this device when the page logs them out, in other tabs too', async () => {
  const { page, context } = await openPage(`<h1>App</h1>${tag()}`)
  const other = await context.newPage()
  await other.goto(page.url())
  const names = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('porchlight:')))
  await page.bringToFront()
  await page.evaluate(`Porchlight.send('My secret question')`)
  await other.evaluate('Porchlight.open()')
  await other.getByText('My secret question').first().waitFor()
  await other.getByRole('textbox', { name: 'Message' }).fill('Half a sentence')
  expect(await names()).not.toEqual([])
  await page.evaluate(
    `addEventListener('porchlight:identity', ({ detail }) => (window.said ??= []).push(detail.identified))`,
  )
  await page.evaluate(`Porchlight.logout(), Porchlight.identify({ name: 'The next one' })`)
  expect(await names()).toEqual([])
  expect(await page.evaluate('Porchlight.isOpen()')).toBe(false)
  await page.waitForFunction('window.said?.length === 2')
  expect(await page.evaluate('said')).toEqual([false, true])
  await other.getByText('My secret question').first().waitFor({ state: 'detached' })
  await other.waitForFunction('!Porchlight.isOpen()')
  // The next one to open it begins anew, and leaves no trace before writing.
  await page.evaluate('Porchlight.open()')
  await page.getByText('Answers from our help articles').waitFor()
  expect(await page.getByText('My secret question').count()).toBe(0)
  expect(await names()).toEqual([])
  await page.evaluate(`Porchlight.send('Somebody else')`)
  await page.getByText('Somebody else').first().waitFor()
  expect(await names()).not.toEqual([])
  // A page that leaves at once, and gets no more of the widget than its launcher.
  await page.evaluate(
    `sessionStorage.setItem(Object.keys(localStorage)[0].replace(/[^:]*$/, 'draft'), 'Secret')`,
  )
  await context.route(/\/(panel|run-commands)-[\da-f]+\.js$/i, (route) => route.abort())
  await page.reload()
  await page.waitForFunction('window.Porchlight?.isReady?.()')
  const left = `[...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((name) => name.startsWith('porchlight'))`
  expect(await page.evaluate(left)).not.toEqual([])
  expect(await page.evaluate(`Porchlight.logout(), ${left}`)).toEqual([])
  // Nobody opens the panel: what needs none is answered all the same.
  expect(
    await page.evaluate(`Promise.all([Porchlight.setMeta({ plan: 'pro' }), Porchlight.logout()])`),
  ).toEqual([null, null])
  await context.close()
})

it('names the owner’s address where the chat is blocked: its code, its function, its sockets', async () => {
  const contact = 'data-contact="help@shop.example"'
  const mail = (page: Page) => page.getByRole('link', { name: 'help@shop.example' })
  const { page, context } = await openPage('<h1>App</h1>')
  await page.route(/\/panel-[\da-f]+\.js$/, (route) => route.abort())
  await page.setContent(`<h1>App</h1>${tag(contact)}`)
  await page.getByRole('button', { name: 'Open chat' }).click()
  await page.getByText('Loading failed. Try again.').waitFor()
  expect(await mail(page).getAttribute('href')).toBe('mailto:help@shop.example')
  expect(await page.evaluate('Porchlight.getUnavailableReason()')).toBe('load_failed')
  await page.unroute(/\/panel-[\da-f]+\.js$/)
  await page.route(EXECUTIONS, (route) => route.abort())
  await page.getByRole('button', { name: 'Open chat' }).click()
  await page.getByText('We can’t reach the chat').waitFor()
  await mail(page).waitFor()
  await page.waitForFunction(`Porchlight.getUnavailableReason() === 'remote_config_failed'`)
  await page.unroute(EXECUTIONS)
  await page.evaluate(() => {
    Object.assign(window, {
      WebSocket: () => {
        throw new Error('blocked')
      },
    })
  })
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('textbox', { name: 'Message' }).fill('Hello')
  await page.keyboard.press('Enter')
  await page.getByText('Your browser blocks a part of this chat').waitFor()
  expect(await page.evaluate('Porchlight.getUnavailableReason()')).toBe('realtime_blocked')
  await mail(page).waitFor()
  await context.close()
})

it('opens from any element of the page that asks for it, whenever it came', async () => {
  const { page, context } = await openPage(`<h1>App</h1>${tag()}`)
  await page.getByRole('button', { name: 'Open chat' }).waitFor()
  await page.evaluate(() => {
    const door = document.createElement('button')
    door.setAttribute('data-porchlight-open', '')
    door.innerHTML = '<b>Ask us</b>'
    document.body.append(door)
  })
  await page.getByText('Ask us').click()
  await page.getByText('Answers from our help articles').waitFor()
  // A door opens; it is no switch.
  await page.getByText('Ask us').click()
  await page.getByRole('dialog').waitFor()
  await page.evaluate('Porchlight.destroy()')
  await page.getByText('Ask us').click()
  expect(await page.locator('porchlight-chat').count()).toBe(0)
  await context.close()
})

it('gives the focus back to the door it was opened by', async () => {
  const { page, context } = await openPage(`<button data-porchlight-open>Ask us</button>${tag()}`)
  const door = page.getByRole('button', { name: 'Ask us' })
  await door.click()
  const composer = page.getByRole('textbox', { name: 'Message' })
  await composer.waitFor()
  await composer.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  expect(await door.evaluate((element) => element.matches(':focus'))).toBe(true)
  // A door that has gone meanwhile: the launcher then.
  await door.click()
  await composer.waitFor()
  await door.evaluate((element) => element.remove())
  await composer.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  const launcher = page.getByRole('button', { name: 'Open chat' })
  expect(await launcher.evaluate((button) => button.matches(':focus'))).toBe(true)
  await context.close()
})

it('shows the site’s own accent at once to those who have written before', async () => {
  const { page, context } = await openPage(`<h1>App</h1>${tag()}`)
  const accent = () =>
    page
      .locator('.launcher')
      .evaluate((launcher) => getComputedStyle(launcher).getPropertyValue('--accent').trim())
  expect(await accent()).toBe('#4353c9')
  await page.getByRole('button', { name: 'Open chat' }).click()
  await page.getByRole('textbox', { name: 'Message' }).fill('Hello')
  await page.keyboard.press('Enter')
  await page.locator('.bot .bubble').first().waitFor()
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.route('**/v1/**', (route) => route.abort())
  await page.reload()
  await page.getByRole('button', { name: 'Open chat' }).waitFor()
  expect(await accent()).toBe('#8a3d1f')
  // Nor does it change back while the panel comes.
  await page.getByRole('button', { name: 'Open chat' }).click()
  await page.getByText('We can’t reach the chat').waitFor()
  expect(await accent()).toBe('#8a3d1f')
  await context.close()
})

it('throws nothing into the page, whatever the page hands over', async () => {
  const { page, context } = await openPage(`<h1>App</h1>${tag()}`)
  await page.waitForFunction('window.Porchlight && window.Porchlight.isReady()')
  const thrown = await page.evaluate(`(() => {
    const attempts = [
      () => Porchlight('on', 'ready'),
      () => Porchlight.on('ready', 7),
      () => Porchlight(Symbol('x')),
      () => Porchlight('setTheme', null),
      () => Porchlight.setMeta(undefined),
      () => Porchlight.setTheme({ accent: 'url(x)' }),
    ]
    return attempts.filter((attempt) => { try { attempt() } catch { return true } }).length
  })()`)
  expect(thrown).toBe(0)
  await context.close()
})

it('warns in the console, and nothing more, where a browser lacks what it is drawn with', async () => {
  const { page, complaints, context } = await openPage(
    `<h1>App</h1><script>window.thrown = 0; onerror = () => window.thrown++; delete window.CSSStyleSheet</script>${tag()}`,
  )
  await eventually('the warning', async () => complaints.join().includes('Porchlight: ReferenceError'))
  expect(await page.evaluate('window.thrown')).toBe(0)
  await context.close()
})

it('warns in the console, and nothing more, when its tag lacks what it needs', async () => {
  const { page, complaints, context } = await openPage(
    `<h1>App</h1><script src="${stack.origin}/widget.js"></script>`,
  )
  expect(complaints.join()).toContain('no [data-project][data-endpoint]')
  expect(await page.locator('porchlight-chat').count()).toBe(0)
  await context.close()
})

it('shows hostile words as words, whoever says them', async () => {
  const widget = await visit(browser, stack)
  await widget.open()
  const words = [
    '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>',
    'javascript:window.hacked=1 and [click](javascript:window.hacked=1)',
    'jav\u200bascript:alert(1) data:text/html,<b>x</b> "><svg onload=window.hacked=1>',
  ]
  for (const text of words) await widget.say(text)
  await widget.say('I would like to talk to a person')
  await widget.page.getByText('Waiting for a person').waitFor()
  const sessionId = await widget.sessionId()
  await callAdmin(stack, 'POST', adminPaths.assign(sessionId), { agentId: stack.agent.userId })
  await callAdmin(stack, 'POST', adminPaths.messages(sessionId), {
    text: `${words.join('\n')} https://example.com/"onmouseover="window.hacked=1`,
    agentId: stack.agent.userId,
  })
  await widget.page.locator('.agent .bubble').waitFor()
  const found = await widget.log.evaluate((log) => ({
    hacked: 'hacked' in window,
    elements: log.querySelectorAll('img, script, iframe, .bubble svg, [onmouseover]').length,
    links: Array.from(log.querySelectorAll('a'), (link) => link.protocol),
  }))
  expect(found.hacked).toBe(false)
  expect(found.elements).toBe(0)
  expect(found.links).toContain('https:')
  expect(found.links.filter((protocol) => !/^https?:$/.test(protocol))).toEqual([])
  await widget.page
    .getByText(words[0] ?? '')
    .first()
    .waitFor()
  await widget.context.close()
})
