import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import { isRecord } from '../../contract/is-record.ts'
import { callAdmin } from '../support/admin.ts'
import { launchChromium } from '../support/chromium.ts'
import { eventually } from '../support/eventually.ts'
import { detail, openInbox } from '../support/inbox-page.ts'
import { runScript } from '../support/run-script.ts'
import { startStack, type Stack } from '../support/stack.ts'

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

/** What the script, the admin API and the inbox say of the one session with messages: all three must agree. */
async function agreement(inbox: Page): Promise<{ state: unknown; messages: unknown; agent: unknown }> {
  return eventually('script, admin API and inbox to agree', async () => {
    const script: unknown = JSON.parse(
      (await runScript('view-sessions', ['--json'], stack.environment)).stdout,
    )
    const fromScript: unknown = Array.isArray(script) ? script[0] : null
    const { sessions } = (await callAdmin(stack, 'GET', adminPaths.sessions)).body
    const fromApi: unknown = Array.isArray(sessions) ? sessions[0] : null
    if (!isRecord(fromScript) || !isRecord(fromApi)) return null
    const shown = (name: string) => detail(inbox, name)
    const isSame =
      fromScript['sessionId'] === fromApi['$id'] &&
      fromScript['messageCount'] === fromApi['messageCount'] &&
      fromScript['assignedAgent'] === fromApi['assignedAgent'] &&
      fromScript['status'] === fromApi['status'] &&
      (await shown('Session')) === fromApi['$id'] &&
      Number(await shown('Messages')) === fromApi['messageCount']
    return (
      isSame && {
        state: await shown('State'),
        messages: fromApi['messageCount'],
        agent: fromApi['assignedAgent'],
      }
    )
  })
}

it('a visitor asks, the bot answers, a person takes over, replies and closes, the visitor rates; everybody sees the same', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const shop = await context.newPage()
  const problems: string[] = []
  shop.on('pageerror', (error) => problems.push(error.message))
  shop.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await shop.goto(stack.origin)

  await shop.getByRole('button', { name: 'Open chat' }).click()
  const composer = shop.getByRole('textbox')
  await composer.fill('How long does shipping take?')
  await composer.press('Enter')
  await shop.getByText('2 to 3 working days').waitFor()
  const source = shop.getByRole('link', { name: 'Shipping times' })
  expect(await source.getAttribute('href')).toBe(`${stack.origin}/help.html#shipping-times`)

  const inbox = await openInbox(browser, stack)
  await inbox.getByRole('button', { name: /How long does shipping take/ }).click()
  expect(await agreement(inbox)).toEqual({ state: 'With the bot', messages: 2, agent: null })

  await composer.fill('I would like to talk to a person')
  await composer.press('Enter')
  await shop.getByText('Waiting for a person').waitFor()
  expect(await agreement(inbox)).toEqual({ state: 'Waiting', messages: 3, agent: null })

  await inbox.getByRole('button', { name: 'Claim' }).click()
  await shop.getByText(`${stack.agent.name} joined`).waitFor()
  await inbox.getByLabel('Reply').fill('Hello, this is Ana. Which parcel is it?')
  await inbox.getByLabel('Reply').press('Enter')
  // Without a reload: by Realtime alone.
  await shop.getByText('Hello, this is Ana. Which parcel is it?').waitFor()
  expect(await agreement(inbox)).toEqual({ state: 'With an agent', messages: 4, agent: stack.agent.userId })

  await composer.fill('Number WE-1042')
  await composer.press('Enter')
  await inbox.getByLabel('Messages').getByText('Number WE-1042').waitFor()
  expect(await agreement(inbox)).toMatchObject({ messages: 5 })

  await inbox.getByRole('button', { name: 'Close', exact: true }).click()
  await shop
    .getByText(/closed/i)
    .first()
    .waitFor()
  expect(await agreement(inbox)).toEqual({ state: 'Closed', messages: 5, agent: stack.agent.userId })

  const stars = shop.getByRole('group', { name: 'How was this chat?' })
  await stars.getByRole('button', { name: '4 of 5' }).click()
  await shop.getByRole('textbox', { name: 'Tell us more, if you like' }).fill('Ana was quick')
  await shop.getByRole('button', { name: 'Send rating' }).click()
  await shop.getByText('Thank you for your rating').waitFor()
  await inbox.reload()
  await inbox.getByRole('button', { name: 'Closed' }).first().click()
  await inbox
    .getByRole('button', { name: /Number WE-1042|How long does shipping take/ })
    .first()
    .click()
  const rating = inbox.getByRole('region', { name: 'Rating' })
  await rating.getByText('Rated 4 of 5 stars').waitFor()
  await rating.getByText('Ana was quick').waitFor()
  // The server knows it, whatever the browser remembers.
  await shop.reload()
  await shop.getByText('This chat is closed. Write to open it again').waitFor()
  await shop.waitForLoadState('networkidle')
  expect(await stars.count()).toBe(0)
  expect(problems).toEqual([])
})

it('a second browser can neither read, write nor hear the first one’s session', async () => {
  const [mine] = await stack.repositories.sessions.list({ filter: { hasMessages: true }, limit: 1 })
  if (!mine) throw new Error('the first test leaves a session')
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(stack.origin)
  const { endpoint, projectId } = stack
  const heard = await page.evaluate(
    async ({ endpoint, projectId, sessionId }) => {
      const headers = { 'content-type': 'application/json', 'x-appwrite-project': projectId }
      const execute = async (path: string, method: string, body: object | null, secret: string | null) => {
        const answer = await fetch(`${endpoint}/functions/chat/executions`, {
          method: 'POST',
          headers: secret ? { ...headers, 'x-appwrite-session': secret } : headers,
          body: JSON.stringify({ path, method, body: body === null ? '' : JSON.stringify(body) }),
        })
        const execution: { responseStatusCode: number; responseBody: string } = await answer.json()
        return { status: execution.responseStatusCode, body: JSON.parse(execution.responseBody) }
      }
      const { secret } = (await execute('/sessions', 'POST', {}, null)).body.credentials
      const signedIn = { ...headers, 'x-appwrite-session': secret }
      const rows = (table: string, query: object) =>
        fetch(
          `${endpoint}/tablesdb/chat/tables/${table}/rows?queries[0]=${encodeURIComponent(JSON.stringify(query))}`,
          {
            headers: signedIn,
          },
        ).then((answer): Promise<{ total: number }> => answer.json())
      const equal = { method: 'equal', attribute: 'sessionId', values: [sessionId] }
      const events: string[] = []
      const socket = new WebSocket(`${endpoint.replace('http', 'ws')}/realtime?project=${projectId}`)
      const isListening = new Promise((resolve) => {
        const say = (type: string, data: unknown) => socket.send(JSON.stringify({ type, data }))
        const channels = [
          'tablesdb.chat.tables.messages.rows',
          `tablesdb.chat.tables.sessions.rows.${sessionId}`,
          'rows',
        ]
        socket.addEventListener('message', ({ data }) => {
          const frame = JSON.parse(data)
          if (frame.type === 'event') events.push(frame.data.payload.sessionId)
          if (frame.type === 'connected') say('subscribe', [{ channels, queries: [] }])
          if (frame.type !== 'response') return
          if (frame.data.to === 'subscribe') say('authentication', { session: secret })
          else resolve(null)
        })
      })
      await isListening
      Object.assign(globalThis, { events })
      return {
        session: (await execute(`/sessions/${sessionId}`, 'GET', null, secret)).status,
        send: (
          await execute(
            `/sessions/${sessionId}/messages`,
            'POST',
            { id: `m_${'0'.repeat(32)}`, text: 'x' },
            secret,
          )
        ).status,
        messages: (await rows('messages', equal)).total,
        sessions: (await rows('sessions', equal)).total,
        row: (
          await fetch(`${endpoint}/tablesdb/chat/tables/sessions/rows/${sessionId}`, { headers: signedIn })
        ).status,
        create: (
          await fetch(`${endpoint}/tablesdb/chat/tables/messages/rows`, {
            method: 'POST',
            headers: signedIn,
            body: JSON.stringify({ rowId: 'forged', data: { sessionId, sender: 'agent', text: 'x' } }),
          })
        ).status,
        articles: (await fetch(`${endpoint}/tablesdb/chat/tables/articles/rows`, { headers: signedIn }))
          .status,
      }
    },
    { endpoint, projectId, sessionId: mine.$id },
  )
  expect(heard).toEqual({
    session: 404,
    send: 404,
    messages: 0,
    sessions: 0,
    row: 404,
    create: 401,
    articles: 401,
  })

  // The owner's session changes while the stranger listens; then the stranger's own one does, as a sign that all before has come.
  await callAdmin(stack, 'POST', adminPaths.reopen(mine.$id))
  await callAdmin(stack, 'POST', adminPaths.assign(mine.$id), { agentId: stack.agent.userId })
  await callAdmin(stack, 'POST', adminPaths.messages(mine.$id), { text: 'Only for the owner' })
  const [own] = await stack.repositories.sessions.list({ filter: { hasMessages: false }, limit: 1 })
  await callAdmin(stack, 'POST', adminPaths.close(own?.$id ?? ''))
  const events = await eventually('the stranger’s own event', async () => {
    const seen: unknown = await page.evaluate('globalThis.events')
    return Array.isArray(seen) && seen.includes(own?.$id) && seen
  })
  expect(new Set(events)).toEqual(new Set([own?.$id]))
})

it('the demo’s pages need nothing that their policy keeps away, and run no script of a stranger', async () => {
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() !== 'log' && complaints.push(message.text()))
  await page.goto(`${stack.origin}/help.html`)
  await page.getByRole('heading', { level: 2 }).first().waitFor()
  await page.getByRole('button', { name: 'Open chat' }).click()
  await page.getByRole('textbox', { name: 'Message' }).fill('How long does shipping take?')
  await page.keyboard.press('Enter')
  await page.getByRole('log').getByText('2 to 3 working days').waitFor()
  await page.goto(stack.origin)
  await page.getByRole('log').getByText('2 to 3 working days').waitFor()
  expect(complaints).toEqual([])
  const attempts = await page.evaluate(() => {
    const attempt = (insert: () => void) => {
      try {
        insert()
        return 'done'
      } catch (thrown) {
        return thrown instanceof TypeError ? 'refused' : String(thrown)
      }
    }
    const script = document.createElement('script')
    return [
      attempt(() => (document.body.innerHTML += '<img src=x onerror="globalThis.pwned = 1">')),
      attempt(() => (script.textContent = 'globalThis.pwned = 1')),
    ]
  })
  expect(attempts).toEqual(['refused', 'refused'])
  await page.close()
})
