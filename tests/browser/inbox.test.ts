import { Client, Teams, Users } from 'node-appwrite'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { callAdmin } from '../support/admin.ts'
import { at } from '../support/chat-rows.ts'
import { launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { counter, detail, openInbox } from '../support/inbox-page.ts'
import { startSite } from '../support/site.ts'
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

describe('the door', () => {
  it('stays shut for a wrong password, and says so', async () => {
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${stack.origin}/inbox`)
    await page.getByLabel('E-mail').fill(stack.agent.email)
    await page.getByLabel('Password').fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    expect(await page.getByRole('alert').innerText()).toBe('E-mail or password is wrong.')
    await page.context().close()
  })

  it('stays shut for an account that is no agent', async () => {
    const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
    await new Users(client).create({ userId: 'guest', email: 'guest@example.com', password: 'correct horse' })
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${stack.origin}/inbox`)
    await page.getByLabel('E-mail').fill('guest@example.com')
    await page.getByLabel('Password').fill('correct horse')
    await page.getByRole('button', { name: 'Sign in' }).click()
    expect(await page.getByRole('alert').innerText()).toMatch(/not a member of the team agents/)
    await page.context().close()
  })

  it('opens by itself after a reload, and shuts on sign-out', async () => {
    const page = await openInbox(browser, stack)
    await page.reload()
    await page.getByRole('heading', { name: 'Inbox', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Password').waitFor()
    await page.reload()
    await page.getByLabel('Password').waitFor()
    await page.context().close()
  })
})

/** Everything that a script of the page's origin can read. */
function readable(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([document.cookie, Object.entries(localStorage), Object.entries(sessionStorage)]),
  )
}

/** What opens an account begins with its user's id, in base64. */
const SECRET = /eyJpZCI6/

describe('the account session', () => {
  it('is nowhere that a script could read it, where the API is of the page’s site', async () => {
    const page = await openInbox(browser, stack)
    expect(await readable(page)).not.toMatch(SECRET)
    const cookies = await page.context().cookies()
    expect(cookies.filter(({ value }) => SECRET.test(decodeURIComponent(value)))).not.toEqual([])
    expect(cookies.filter(({ httpOnly }) => !httpOnly)).toEqual([])
    await page.getByText('Live', { exact: true }).waitFor()
    await page.context().close()
  })

  it('is known to one tab only, where the browser keeps cookies of the API’s site away', async () => {
    const endpoint = stack.endpoint.replace('localhost', '127.0.0.1')
    const site = await startSite({ endpoint, projectId: stack.projectId, databaseId: 'chat' })
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.addInitScript(() => localStorage.setItem('cookieFallback', '{"a_session_other":"kept"}'))
    await page.goto(`${site.origin}/inbox/`)
    await page.getByLabel('E-mail').fill(stack.agent.email)
    await page.getByLabel('Password').fill(stack.agent.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Live', { exact: true }).waitFor()
    expect(await page.evaluate(() => Object.entries(localStorage))).toEqual([
      ['cookieFallback', '{"a_session_other":"kept"}'],
    ])
    await page.reload()
    await page.getByText('Live', { exact: true }).waitFor()
    const visitor = await startVisitor(stack)
    const listed = page.waitForResponse(/tables.sessions.rows/)
    await page.getByRole('button', { name: 'Refresh sessions' }).click()
    await listed
    await visitor.send('Pushed to a page of another site')
    await page.getByRole('button', { name: /Pushed to a page of another site/ }).waitFor({ timeout: 5000 })

    const other = await context.newPage()
    await other.goto(`${site.origin}/inbox/`)
    await other.getByLabel('Password').waitFor()

    const secret = /"(eyJpZCI6[^"]+)\\?"/.exec(await readable(page))?.[1]
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Password').waitFor()
    expect(await readable(page)).not.toMatch(SECRET)
    const answer = await fetch(`${stack.endpoint}/account`, {
      headers: { 'X-Appwrite-Project': stack.projectId, 'X-Appwrite-Session': secret ?? '' },
    })
    expect([typeof secret, answer.status]).toEqual(['string', 401])
    await context.close()
    await site.close()
  })

  it('survives an address that names no session, and opens the one of an address only once', async () => {
    const page = await openInbox(browser, stack)
    for (const name of ['..', '%', '..%2Fx']) {
      await page.evaluate((hash) => (location.hash = hash), `#open/${name}`)
      await page.reload()
      await page.getByText('Live', { exact: true }).waitFor()
    }
    const visitor = await startVisitor(stack)
    await visitor.send('Named by an address')
    await page.evaluate((hash) => (location.hash = hash), `#open/${visitor.sessionId}`)
    await page.reload()
    const log = page.getByRole('log', { name: 'Messages' })
    await log.getByText('Named by an address').waitFor()
    await callAdmin(stack, 'POST', adminPaths.close(visitor.sessionId))
    await log.getByText('An operator closed the chat').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('E-mail').fill(stack.agent.email)
    await page.getByLabel('Password').fill(stack.agent.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Live', { exact: true }).waitFor()
    expect(await log.count()).toBe(0)
    await callAdmin(stack, 'DELETE', adminPaths.session(visitor.sessionId))
    await page.context().close()
  })

  it('left by an earlier version in the storage of all tabs is taken away', async () => {
    const page = await openInbox(browser, stack)
    await page.evaluate(
      (name) => localStorage.setItem('cookieFallback', `{"${name}":"eyJpZCI6old","${name}2":"kept"}`),
      `a_session_${stack.projectId}`,
    )
    await page.reload()
    await page.getByRole('heading', { name: 'Inbox', exact: true }).waitFor()
    expect(await page.evaluate(() => localStorage.getItem('cookieFallback'))).toBe(
      `{"a_session_${stack.projectId}2":"kept"}`,
    )
    await page.context().close()
  })

  it('lives on when a sign-out doesn’t reach the server, and the page says so', async () => {
    const page = await openInbox(browser, stack)
    await page.route('**/account/sessions/current', (route) => route.abort())
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('alert').getByText('This was not done: try again.').waitFor()
    await page.unroute('**/account/sessions/current')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Password').waitFor()
    await page.context().close()
  })

  it('that the browser keeps from the socket doesn’t pass for being live', async () => {
    const page = await openInbox(browser, stack)
    await page.getByText('Live', { exact: true }).waitFor()
    await page.routeWebSocket(/realtime/, (socket) => {
      const server = socket.connectToServer()
      server.onMessage((message) => {
        const { type, data } = JSON.parse(String(message))
        // As Appwrite greets one that brings no cookie.
        socket.send(JSON.stringify({ type, data: type === 'connected' ? { ...data, user: null } : data }))
      })
    })
    await page.reload()
    await page.getByText('Every 5 s').waitFor()
    await page.context().close()
  })

  it('of one account makes way for another’s sign-in', async () => {
    const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
    const someone = { userId: 'someone', email: 'someone@example.com', password: 'correct horse' }
    await new Users(client).create(someone)
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${stack.origin}/inbox`)
    const signIn = async (email: string, password: string) => {
      await page.getByLabel('E-mail').fill(email)
      await page.getByLabel('Password').fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
    }
    await signIn(someone.email, someone.password)
    await page.getByRole('alert').getByText('not a member').waitFor()
    await signIn(stack.agent.email, stack.agent.password)
    await page.getByRole('heading', { name: 'Inbox', exact: true }).waitFor()
    await page.context().close()
  })
})

describe('the list', () => {
  it('shows a new session at once, and who waits first', async () => {
    const page = await openInbox(browser, stack)
    await page.getByText('Live', { exact: true }).waitFor()
    const [calm, waiting] = [await startVisitor(stack), await startVisitor(stack)]
    await waiting.send('My parcel is lost')
    await waiting.call('POST', chatPaths.escalate(waiting.sessionId))
    await calm.send('thanks')
    await page.getByRole('button', { name: /My parcel is lost.*Waiting/s }).waitFor()
    await page.getByRole('button', { name: /thanks.*With the bot/s }).waitFor()
    const names = await page.getByLabel('Sessions', { exact: true }).locator('li .name').allInnerTexts()
    expect(names[0]).toBe('My parcel is lost')
    await eventually('the counter Waiting', async () => (await counter(page, 'Waiting')) === '1')
    await eventually('the counter Total messages', async () => {
      // The bot's answer may still come.
      const { count } = await stack.repositories.messages.count({})
      return (await counter(page, 'Total messages')) === String(count)
    })
    await page.context().close()
  })

  it('goes on by polling every five seconds where push is blocked, and stops when the page is left', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    // As a network that lets no WebSocket through.
    await page.routeWebSocket(/realtime/, (socket) => socket.close())
    await page.goto(`${stack.origin}/inbox`)
    await page.getByLabel('E-mail').fill(stack.agent.email)
    await page.getByLabel('Password').fill(stack.agent.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Every 5 s').waitFor()
    const visitor = await startVisitor(stack)
    await visitor.send('Seen by polling')
    let looks = 0
    page.on('response', (response) => {
      if (response.url().includes('/tables/sessions/rows')) looks++
    })
    await page.getByRole('button', { name: /Seen by polling/ }).waitFor()
    // One may have been on its way already.
    expect(looks).toBeGreaterThan(0)
    expect(looks).toBeLessThanOrEqual(2)

    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Password').waitFor()
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await page.clock.install()
    await page.clock.fastForward(60_000)
    expect(requests).toEqual([])
    await context.close()
  })

  it('doesn’t claim to look every five seconds while the server isn’t reached', async () => {
    const page = await openInbox(browser, stack)
    await page.getByText('Live', { exact: true }).waitFor()
    await page.route('**/v1/**', (route) => route.abort())
    await page.routeWebSocket(/realtime/, (socket) => socket.close())
    await page.getByRole('button', { name: 'Refresh sessions' }).click()
    await page.getByText('Not reached').waitFor()
    expect(await page.getByText('Every 5 s').count()).toBe(0)
    await page.unroute('**/v1/**')
    await page.getByRole('button', { name: 'Refresh sessions' }).click()
    await page.getByText('Not reached').waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('has each session exactly once, though rows move and go between its pages', async () => {
    const { sessions } = stack.repositories
    const names = Array.from({ length: 120 }, (_, index) => `Old chat ${index}`)
    for (const [index, chatName] of names.entries()) {
      // Several were active in the same second.
      const lastSeen = at(Math.floor(index / 7))
      await sessions.create(`s_old_${index}`, 'v_old', { chatName, status: 'closed', lastSeen })
    }
    const page = await openInbox(browser, stack)
    await page.getByText('Live', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Closed' }).click()
    const shown = () => page.getByLabel('Sessions', { exact: true }).locator('li .name').allInnerTexts()
    await expect.poll(async () => (await shown()).length).toBe(50)
    const idOf = (name: string | undefined) => `s_old_${names.indexOf(name ?? '')}`
    const [last, lastButOne] = (await shown()).toReversed()
    await sessions.remove(idOf(last))
    await sessions.touch(idOf(lastButOne), { lastSeen: at(1000) }, 0)
    await expect.poll(async () => (await shown())[0]).toBe(lastButOne)
    await page.getByRole('button', { name: 'Load more' }).click()
    await expect.poll(async () => (await shown()).length).toBe(99)
    await page.getByRole('button', { name: 'Load more' }).click()
    await page.getByRole('button', { name: 'Load more' }).waitFor({ state: 'detached' })
    expect((await shown()).toSorted()).toEqual(names.filter((name) => name !== last).toSorted())
    await page.context().close()
  })

  it('keeps its manual refresh', async () => {
    const page = await openInbox(browser, stack)
    await page.getByText('Live', { exact: true }).waitFor()
    const answered = page.waitForResponse((response) => response.url().includes('/tables/sessions/rows'))
    await page.getByRole('button', { name: 'Refresh sessions' }).click()
    expect((await answered).status()).toBe(200)
    await page.context().close()
  })
})

describe('an inbox whose policy keeps Appwrite away', () => {
  it('says which address has to be allowed', async () => {
    const { endpoint, projectId } = stack
    const site = await startSite({ endpoint, projectId, databaseId: 'chat' }, "connect-src 'self'")
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${site.origin}/inbox/`)
    const alert = page.getByRole('alert')
    await alert.getByText('Content-Security-Policy').waitFor()
    expect(await alert.innerText()).toContain(new URL(endpoint).host)
    await page.context().close()
    await site.close()
  })
})

describe('a conversation', () => {
  it('keeps the draft when sending fails, says why, and sends it once afterwards', async () => {
    const visitor = await startVisitor(stack)
    await visitor.send('A question with a gong')
    const page = await openInbox(browser, stack)
    await page.getByRole('button', { name: /A question with a gong/ }).click()
    await page.getByRole('button', { name: 'Claim' }).click()
    const reply = page.getByLabel('Reply')
    await reply.fill('An answer with a gong')
    await page.route('**/executions', (route) => route.abort())
    await reply.press('Enter')
    await page.getByRole('alert').getByText('can’t be reached').waitFor()
    expect(await reply.inputValue()).toBe('An answer with a gong')
    await page.unroute('**/executions')
    await reply.press('Enter')
    await page.getByLabel('Messages').getByText('An answer with a gong').waitFor()
    await expect.poll(() => reply.inputValue()).toBe('')
    const replies = (await visitor.messages()).filter((message) => message.sender === 'agent')
    expect(replies).toHaveLength(1)
    await page.context().close()
  })

  it('finds the draft again after a reload, of its own agent alone and until it is sent or they sign out', async () => {
    const visitor = await startVisitor(stack)
    await visitor.send('A question with a kite')
    const page = await openInbox(browser, stack)
    await page.getByRole('button', { name: /A question with a kite/ }).click()
    await page.getByRole('button', { name: 'Claim' }).click()
    const reply = page.getByLabel('Reply')
    await reply.fill('An answer with a kite')
    await page.reload()
    await expect.poll(() => reply.inputValue()).toBe('An answer with a kite')
    const kept = () => page.evaluate(() => Object.entries(sessionStorage).flat().join())
    expect(await kept()).toContain('An answer with a kite')
    await reply.press('Enter')
    await page.getByLabel('Messages').getByText('An answer with a kite').waitFor()
    await expect.poll(kept).not.toContain('kite')

    await reply.fill('Another kite')
    // As if another agent of this tab had been shut out, and the page loaded anew.
    await page.evaluate((own) => {
      for (const [key, text] of Object.entries(sessionStorage)) {
        sessionStorage.setItem(key, String(text).replaceAll(own, 'somebody-else'))
      }
    }, stack.agent.userId)
    await page.reload()
    await reply.waitFor()
    expect(await reply.inputValue()).toBe('')
    expect(await kept()).not.toContain('kite')

    await reply.fill('A third kite')
    await expect.poll(kept).toContain('A third kite')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Password').waitFor()
    expect(await kept()).not.toContain('kite')
    await page.context().close()
  })

  it('of two agents’ claims tells the second who was first', async () => {
    const visitor = await startVisitor(stack)
    await visitor.send('Contested')
    const page = await openInbox(browser, stack)
    await page.getByRole('button', { name: /Contested/ }).click()
    await page.getByRole('button', { name: 'Claim' }).waitFor()
    // The page does not hear of it, as in the moment before the push arrives.
    const session = await stack.repositories.sessions.get(visitor.sessionId)
    await page.route('**/executions', async (route) => {
      if (session) {
        const held = { status: 'agent_assigned', assignedAgent: 'ben', agentName: 'Ben' } as const
        await stack.repositories.sessions.touch(session.$id, held, 0)
      }
      await route.continue()
    })
    await page.getByRole('button', { name: 'Claim' }).click()
    await page.getByRole('alert').getByText('Ben already holds this session.').waitFor()
    await page.getByRole('button', { name: 'Take over' }).waitFor()
    await page.context().close()
  })

  it('shows hostile text as text', async () => {
    const visitor = await startVisitor(stack, {
      userMeta: { name: '<img src=x onerror=globalThis.pwned=1>' },
    })
    await visitor.send('<script>globalThis.pwned=1</script><img src=x onerror="globalThis.pwned=1">')
    const page = await openInbox(browser, stack)
    await page.getByRole('button', { name: /<script>/ }).click()
    await page.getByLabel('Messages').getByText('<script>globalThis.pwned=1</script>').waitFor()
    await page.getByLabel('Details').getByText('<img src=x onerror').waitFor()
    expect(await page.evaluate('globalThis.pwned')).toBeUndefined()
    await page.context().close()
  })

  it('on a phone takes the whole page, with a way back', async () => {
    const visitor = await startVisitor(stack)
    await visitor.send('Read on a phone')
    const page = await openInbox(browser, stack)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('button', { name: /Read on a phone/ }).click()
    await page.getByLabel('Messages').getByText('Read on a phone').waitFor()
    await page.getByLabel('Sessions', { exact: true }).waitFor({ state: 'hidden' })
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(390)
    await page.getByRole('button', { name: 'Back to the list' }).click()
    await page.getByLabel('Sessions', { exact: true }).waitFor()
    await page.context().close()
  })
})

describe('an agent who looks elsewhere', () => {
  it('is told in the title, and by a notification unless alerts are off', async () => {
    const visitor = await startVisitor(stack)
    await visitor.send('Which candle is the largest?')
    const page = await openInbox(browser, stack)
    await page.getByText('Live', { exact: true }).waitFor()
    await page.context().grantPermissions(['notifications'])
    await page.evaluate(() => {
      Object.assign(globalThis, {
        told: [] as string[],
        Notification: class extends EventTarget {
          static permission = 'granted'
          constructor(title: string) {
            super()
            Reflect.get(globalThis, 'told').push(title)
          }
        },
      })
      Document.prototype.hasFocus = () => false
    })
    const before = Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? 0)
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    await expect.poll(() => page.title()).toBe(`(${before + 1}) Inbox – Porchlight`)
    const told = () => page.evaluate(() => Reflect.get(globalThis, 'told'))
    expect(await told()).toEqual(['A visitor waits for a person'])

    await page.getByRole('button', { name: 'Alerts on' }).click()
    const second = await startVisitor(stack)
    await second.send('And the smallest?')
    await second.call('POST', chatPaths.escalate(second.sessionId))
    await expect.poll(() => page.title()).toBe(`(${before + 2}) Inbox – Porchlight`)
    expect(await told()).toHaveLength(1)
    await page.context().close()
  })
})

describe('the focus', () => {
  it('goes to the heading after sign-in, and stays in the conversation after each step', async () => {
    const visitor = await startVisitor(stack)
    await visitor.send('Focus on me')
    const page = await openInbox(browser, stack)
    const heading = page.getByRole('heading', { name: 'Inbox', exact: true })
    const isFocused = (element: Locator) => element.evaluate((node) => node === document.activeElement)
    await expect.poll(() => isFocused(heading)).toBe(true)
    await page.getByRole('button', { name: /Focus on me/ }).click()
    await page.getByRole('button', { name: 'Claim' }).press('Enter')
    await page.getByLabel('Reply').waitFor()
    await expect.poll(() => isFocused(page.getByLabel('Reply'))).toBe(true)
    await page.getByRole('button', { name: 'Back to the queue' }).press('Enter')
    await page.getByText('put this back in the queue').waitFor()
    await expect.poll(() => isFocused(page.getByRole('heading', { name: 'Focus on me' }))).toBe(true)
    await page.context().close()
  })
})

describe('a page that is translated', () => {
  it('still shows what is so now', async () => {
    const visitor = await startVisitor(stack)
    await visitor.send('Translate me')
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    const page = await openInbox(browser, stack)
    await page.getByRole('button', { name: /Translate me/ }).click()
    await page.getByRole('button', { name: 'Claim' }).waitFor()
    const waiting = Number(await counter(page, 'Waiting'))
    await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      const nodes: Node[] = []
      while (walker.nextNode()) nodes.push(walker.currentNode)
      for (const node of nodes) {
        if (!(node instanceof Text) || !node.data.trim() || node.parentElement?.closest('textarea')) continue
        const font = document.createElement('font')
        font.append(node.data)
        node.replaceWith(font)
      }
    })
    await page.getByRole('button', { name: 'Claim' }).click()
    await page.getByRole('button', { name: 'Back to the queue' }).waitFor()
    await expect.poll(() => detail(page, 'State')).toBe('With an agent')
    expect(await detail(page, 'Agent')).toBe(stack.agent.name)
    expect(Number(await counter(page, 'Waiting'))).toBe(waiting - 1)
    await page.getByRole('button', { name: new RegExp(`Translate me.*${stack.agent.name}`, 's') }).waitFor()
    await page.context().close()
  })
})

describe('an agent who is shut out', () => {
  /** As somebody with a key does it, and undoes it. */
  function operator() {
    const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
    return { users: new Users(client), teams: new Teams(client) }
  }
  const { userId, password } = { userId: () => stack.agent.userId, password: () => stack.agent.password }
  const ENDED = 'Your account session has ended. Sign in again.'

  const ways: readonly {
    readonly what: string
    readonly says: string
    /** By Realtime, at once. */
    readonly isTold: boolean
    readonly shutOut: () => Promise<unknown>
    readonly letIn?: () => Promise<unknown>
  }[] = [
    {
      what: 'whose account session was deleted',
      says: ENDED,
      isTold: true,
      shutOut: async () => {
        const { sessions } = await operator().users.listSessions({ userId: userId() })
        for (const { $id } of sessions) {
          await operator().users.deleteSession({ userId: userId(), sessionId: $id })
        }
      },
    },
    {
      what: 'whose account sessions were deleted all at once',
      says: ENDED,
      isTold: true,
      shutOut: () => operator().users.deleteSessions({ userId: userId() }),
    },
    {
      what: 'whose password somebody else has changed',
      says: ENDED,
      isTold: true,
      shutOut: () => operator().users.updatePassword({ userId: userId(), password: 'quite another one' }),
      letIn: () => operator().users.updatePassword({ userId: userId(), password: password() }),
    },
    {
      what: 'whose account was blocked',
      says: 'This account was blocked. Ask an admin.',
      isTold: true,
      shutOut: () => operator().users.updateStatus({ userId: userId(), status: false }),
      letIn: () => operator().users.updateStatus({ userId: userId(), status: true }),
    },
    {
      what: 'who was taken out of the team',
      says: 'This account is not a member of the team agents. Ask an admin to add it.',
      isTold: false,
      shutOut: async () => {
        const { memberships } = await operator().teams.listMemberships({ teamId: 'agents' })
        const own = memberships.find((membership) => membership.userId === userId())
        await operator().teams.deleteMembership({ teamId: 'agents', membershipId: own?.$id ?? '' })
      },
      letIn: () => operator().teams.createMembership({ teamId: 'agents', userId: userId(), roles: [] }),
    },
  ]

  it.for(ways)('$what, sees no chat any more, is told why, and finds the draft again', async (way) => {
    const visitor = await startVisitor(stack)
    await visitor.send('Are you still there?')
    const page = await openInbox(browser, stack)
    await page.clock.install()
    await page.reload()
    await page.getByText('Live', { exact: true }).waitFor()
    await page
      .getByRole('button', { name: /Are you still there/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Claim' }).click()
    await page.getByLabel('Reply').fill('Half a reply')
    const refused = page.waitForResponse((response) => [401, 403, 404].includes(response.status()))
    // From here on no timer of the page helps it.
    if (way.isTold) await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 500)

    await way.shutOut()
    // Of a membership that ended Appwrite tells nobody: the page sees it by itself.
    if (!way.isTold) await page.clock.fastForward(15_000)
    await refused
    // Drawing takes a frame.
    if (way.isTold) await page.clock.runFor(100)
    await page.getByRole('alert').getByText(way.says).waitFor()
    await visitor.send('A secret that came later')
    expect(await page.locator('body').innerText()).not.toMatch(/still there|Half a reply|A secret/)
    expect(await page.title()).toBe('Inbox – Porchlight')

    await page.clock.resume()
    await way.letIn?.()
    await page.getByLabel('E-mail').fill(stack.agent.email)
    await page.getByLabel('Password').fill(password())
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect.poll(() => page.getByLabel('Reply').inputValue()).toBe('Half a reply')
    await page.context().close()
  })
})

describe('an agent', () => {
  it('sees the list although the counters never come', async () => {
    const visitor = await startVisitor(stack)
    await visitor.send('Listed all the same')
    const page = await openInbox(browser, stack)
    await page.route('**/executions', (route) =>
      route.request().postData()?.includes('/stats') ? undefined : route.continue(),
    )
    await page.reload()
    await page.getByRole('button', { name: /Listed all the same/ }).waitFor()
    await page.context().close()
  })
})
