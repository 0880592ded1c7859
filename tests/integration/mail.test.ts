import { once } from 'node:events'
import { createServer } from 'node:net'
import { Client, Query, TablesDB, Users } from 'node-appwrite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import { attachment as agentsPath } from '../../contract/admin-attachment-paths.ts'
import { readAttachments } from '../../contract/attachment.ts'
import * as chatMailPaths from '../../contract/chat-mail-paths.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import * as limits from '../../contract/limits.ts'
import { sendMail } from '../../functions/mail/send-mail.ts'
import { mailAlerts } from '../../functions/upkeep/mail-alerts.ts'
import { mailReplies } from '../../functions/upkeep/mail-replies.ts'
import { createBudget } from '../../functions/upkeep/budget.ts'
import { callAdmin } from '../support/admin.ts'
import { deliver, signed } from '../support/mail-in.ts'
import { png, textFile, uploaded } from '../support/files.ts'
import type { ArrivedMail } from '../support/mail-server.ts'
import {
  MAIL_FROM,
  MAIL_SECRET,
  REPLY_DOMAIN,
  startMailStack,
  type MailStack,
} from '../support/mail-stack.ts'
import { callChat, messageIn, sessionIn, startVisitor, type Visitor } from '../support/visitor.ts'

const SITE = 'https://shop.example/help?from=mail'
const HOUR_MS = 3_600_000

let stack: MailStack
beforeAll(async () => {
  stack = await startMailStack()
  await stack.repositories.settings.put({ siteName: 'Shop', siteUrl: SITE, mailsPerHour: 0 })
})
afterAll(() => stack.close())
beforeEach(() => stack.smtp.refuse(null))

let people = 0

/** A visitor who waits for a person and has left an address of their own; an agent has taken over. */
async function startWaiting(meta: object = {}): Promise<Visitor & { readonly email: string }> {
  const email = `kim${people++}@example.com`
  const visitor = await startVisitor(stack, { userMeta: { email, ...meta } })
  await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
  await visitor.send('Where is my parcel?')
  await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
  return { ...visitor, email }
}

async function reply({ sessionId }: Visitor, text: string) {
  return messageIn(await callAdmin(stack, 'POST', adminPaths.messages(sessionId), { text }))
}

const makeDue = ({ sessionId }: Visitor) => stack.makeDue(sessionId)
const runUpkeep = () => stack.runUpkeep()

/** What was sent to a visitor, oldest first. */
function mailsTo({ email }: { readonly email: string }): readonly ArrivedMail[] {
  return stack.smtp.arrived.filter(({ recipient }) => recipient === email)
}

async function mailAfter(visitor: Visitor & { readonly email: string }, text: string): Promise<ArrivedMail> {
  await reply(visitor, text)
  await makeDue(visitor)
  await runUpkeep()
  const mail = mailsTo(visitor).at(-1)
  if (mail === undefined) throw new Error('no mail came')
  return mail
}

const actionsOf = async (visitor: Visitor) => (await auditOf(visitor)).map(({ action }) => action)

async function auditOf({ sessionId }: Visitor) {
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  const { rows } = await new TablesDB(client).listRows({
    databaseId: 'chat',
    tableId: 'audit',
    queries: [Query.equal('sessionId', sessionId)],
  })
  return rows.map((row) => ({ action: String(row['action']), detail: String(row['detail']) }))
}

const replyAddressOf = ({ mail }: ArrivedMail) => mail.replyTo?.[0]?.address ?? ''

interface Answering {
  readonly from: string
  readonly to: string
  readonly text?: string
  readonly headers?: readonly string[]
  readonly id?: string
}

let mails = 0

/** A plain mail, as any program writes it. */
function plainMail({
  from,
  to,
  text = 'Thank you!',
  headers = [],
  id = `<${mails++}@example.com>`,
}: Answering) {
  return [
    `From: Kim <${from}>`,
    `To: ${to}`,
    'Subject: Re: Shop',
    `Message-ID: ${id}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
    '',
    text,
    '',
  ].join('\r\n')
}

const post = (mail: string | Uint8Array<ArrayBuffer>, headers = signed(MAIL_SECRET, mail)) =>
  deliver(stack, mail, headers)

const textsOf = async (visitor: Visitor) =>
  (await visitor.messages()).filter(({ sender }) => sender === 'user').map(({ text }) => text)

describe('an agent’s reply that the visitor doesn’t see', () => {
  it('goes out with its files, as far as a mail carries them, and without words too', async () => {
    const visitor = await startWaiting()
    const { sessionId } = visitor
    const put = (fileId: string, piece: object) =>
      callAdmin(stack, 'PUT', agentsPath(sessionId, fileId), piece)
    const [label, large] = [
      await uploaded(put, textFile('return-label.csv', 'to;shop')),
      await uploaded(put, png('large.png', 10, 10, 5_100_000)),
    ]
    const attachments = [large.id, label.id]
    await callAdmin(stack, 'POST', adminPaths.messages(sessionId), { text: '', attachments })
    await makeDue(visitor)
    await runUpkeep()
    const { mail } = mailsTo(visitor).at(-1) ?? {}
    expect(mail?.attachments.map(({ filename }) => filename)).toEqual(['return-label.csv'])
    expect(mail?.text).toContain('📎 return-label.csv')
    expect(mail?.text).toMatch(/📎 large\.png \(Open the chat: https:\/\/shop\.example/)
  })

  it('goes out by mail, once, with those that followed it', async () => {
    const visitor = await startWaiting()
    await reply(visitor, 'It is on its <way> & will be there today.')
    await reply(visitor, 'Anything else?')
    expect(await runUpkeep()).toBe(0)
    await makeDue(visitor)
    expect(await runUpkeep()).toBe(1)
    expect(await runUpkeep()).toBe(0)
    const [arrived, ...more] = mailsTo(visitor)
    expect(more).toEqual([])
    expect(arrived?.mail.subject).toBe('Shop: Where is my parcel?')
    expect(arrived?.mail.from).toMatchObject({ address: 'help@shop.example', name: 'Shop' })
    expect(arrived?.mail.text).toContain(`${stack.agent.name}:\nIt is on its <way> & will be there today.`)
    expect(arrived?.mail.text).toContain('Anything else?')
    expect(arrived?.mail.html).toContain('It is on its &lt;way&gt; &amp; will be there today.')
    expect(arrived?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(arrived?.mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toMatch(
      /^<mailto:stop\+[0-9a-f]{56}@in\.shop\.example>$/,
    )
    expect(arrived?.sender).toMatch(/^bounce\+[0-9a-f]{56}@in\.shop\.example$/)
    expect(await actionsOf(visitor)).toContain('mail')
  })

  it('is told of in a mail that belongs to the one before', async () => {
    const visitor = await startWaiting()
    const first = await mailAfter(visitor, 'One')
    const second = await mailAfter(visitor, 'Two')
    expect(second.mail.text).toContain('Two')
    expect(second.mail.text).not.toContain('One')
    expect(second.mail.references).toBe(first.mail.references)
    expect(second.mail.messageId).not.toBe(first.mail.messageId)
  })

  it('is told of without those that the visitor had seen before', async () => {
    const visitor = await startWaiting({ email: '' })
    await reply(visitor, 'Early')
    await visitor.send('I see')
    const email = visitor.email
    await visitor.call('PATCH', chatPaths.session(visitor.sessionId), { userMeta: { email } })
    await reply(visitor, 'Another')
    await visitor.send('That too')
    expect((await mailAfter(visitor, 'Late')).mail.text).not.toMatch(/Early|Another/)
  })

  it.each([
    ['in which they write', 'en', ['Hallo, wo ist mein Paket?', 'Ich warte schon seit einer Woche darauf.']],
    ['of their browser where their words don’t tell', 'de-AT', ['4711']],
  ])('goes out in the language %s', async (_how, locale, words) => {
    const email = `sprache-${locale}@example.com`
    const visitor = await startVisitor(stack, { userMeta: { email }, locale })
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    for (const word of words) await visitor.send(word)
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    expect((await mailAfter({ ...visitor, email }, 'Gleich da.')).mail.text).toContain('Chat öffnen')
  })

  it('is formatted in the mail’s HTML, and without marks in its text and in lists', async () => {
    const visitor = await startWaiting()
    const { mail } = await mailAfter(visitor, 'Take the **blue** <b>one:\n\n- `12` pieces\n- *or* more')
    expect(mail.html).toContain(
      'Take the <strong>blue</strong> &lt;b&gt;one:</p><ul dir="auto"><li dir="auto"><code>12</code>',
    )
    expect(mail.text).toContain('Take the blue <b>one:\n\n- 12 pieces\n- or more')
    const session = await stack.repositories.sessions.get(visitor.sessionId)
    expect(session?.preview).toBe('Take the blue <b>one: - 12 pieces - or more')
  })

  it('goes to the address that the site’s server has verified, not to one that somebody typed in', async () => {
    const typed = await startWaiting()
    const untyped = await startWaiting({ email: null })
    const [one, other] = ['signed-in@example.com', 'signed-in-too@example.com']
    await stack.repositories.sessions.touch(typed.sessionId, { verifiedEmail: one }, 0)
    await stack.repositories.sessions.touch(untyped.sessionId, { verifiedEmail: other }, 0)
    const mail = await mailAfter({ ...typed, email: one }, 'It is on its way.')
    expect(mailsTo(typed)).toEqual([])
    await mailAfter({ ...untyped, email: other }, 'It is on its way.')
    await post(plainMail({ from: one, to: replyAddressOf(mail), text: 'Thanks' }))
    expect((await textsOf(typed)).at(-1)).toBe('Thanks')
  })

  it('goes out in one mail when two runs meet', async () => {
    const visitor = await startWaiting()
    await reply(visitor, 'Hello')
    await makeDue(visitor)
    const sending = {
      smtpUrl: stack.smtp.url,
      from: MAIL_FROM,
      replies: { domain: REPLY_DOMAIN, secret: MAIL_SECRET },
    }
    const run = () => mailReplies(stack.repositories, sending, new Date(), createBudget(60_000))
    const sent = await Promise.all([run(), run(), run()])
    expect(sent.reduce((sum, one) => sum + one, 0)).toBe(1)
    expect(mailsTo(visitor)).toHaveLength(1)
  })

  it('that is sent twice, as the run was killed before it wrote that down, is one mail to programs', async () => {
    const visitor = await startWaiting()
    const before = await stack.repositories.sessions.get(visitor.sessionId)
    const first = await mailAfter(visitor, 'Hello')
    const deliveredSequence = before?.deliveredSequence ?? 0
    await stack.repositories.sessions.touch(visitor.sessionId, { deliveredSequence }, 0)
    await makeDue(visitor)
    expect(await runUpkeep()).toBe(1)
    expect(mailsTo(visitor).map(({ mail }) => mail.messageId)).toEqual([
      first.mail.messageId,
      first.mail.messageId,
    ])
  })

  it('goes out no more once it was seen, or answered in the chat', async () => {
    const [seeing, writing, behind] = [await startWaiting(), await startWaiting(), await startWaiting()]
    const first = await reply(behind, 'Hello')
    for (const visitor of [seeing, writing, behind]) await makeDue(visitor)
    const last = await reply(seeing, 'Hello')
    await makeDue(seeing)
    await reply(writing, 'Hello')
    await reply(behind, 'And another')
    const seen = await seeing.call('POST', chatMailPaths.seen(seeing.sessionId), { sequence: last.$sequence })
    expect(seen.status).toBe(200)
    await writing.send('I see')
    // What came after that is news.
    await behind.call('POST', chatMailPaths.seen(behind.sessionId), { sequence: first.$sequence })
    await runUpkeep()
    expect(mailsTo(seeing)).toEqual([])
    expect(mailsTo(writing)).toEqual([])
    expect(mailsTo(behind).map(({ mail }) => /Hello|And another/.exec(mail.text ?? '')?.[0])).toEqual([
      'And another',
    ])
  })

  it('is seen by nobody but the visitor', async () => {
    const visitor = await startWaiting()
    const stranger = await startVisitor(stack)
    const seen = await stranger.call('POST', chatMailPaths.seen(visitor.sessionId), { sequence: 1 })
    expect(seen.code).toBe('session_not_found')
  })

  it.each([
    ['no address', {}],
    ['two addresses', { email: 'a@example.com, b@example.com' }],
    ['a header in the address', { email: 'a@example.com\r\nBcc: b@example.com' }],
    ['a name with the address', { email: 'Kim <kim@example.com>' }],
  ])('stays in the chat of who left %s', async (_what, userMeta) => {
    const before = stack.smtp.arrived.length
    const visitor = await startVisitor(stack, { userMeta })
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    await callAdmin(stack, 'POST', adminPaths.assign(visitor.sessionId), { agentId: stack.agent.userId })
    await reply(visitor, 'Hello')
    await makeDue(visitor)
    expect(await runUpkeep()).toBe(0)
    expect(stack.smtp.arrived).toHaveLength(before)
  })

  it('puts nothing into a mail’s head that a name brings along', async () => {
    const visitor = await startWaiting()
    await visitor.call('PATCH', chatPaths.session(visitor.sessionId), {
      chatName: 'Parcel\r\nBcc: victim@example.com\u2028x',
    })
    const { raw, recipient, mail } = await mailAfter(visitor, 'Hello')
    expect(recipient).toBe(visitor.email)
    expect(raw).not.toMatch(/^Bcc/im)
    expect(mail.subject).toBe('Shop: Parcel Bcc: victim@example.com x')
  })

  it('goes to one address only so often in an hour', async () => {
    await stack.repositories.settings.put({ mailsPerHour: 1 })
    const visitor = await startWaiting()
    await mailAfter(visitor, 'One')
    await reply(visitor, 'Two')
    await makeDue(visitor)
    expect(await runUpkeep()).toBe(0)
    expect(mailsTo(visitor)).toHaveLength(1)
    // It is kept for later.
    const present = await stack.repositories.sessions.get(visitor.sessionId)
    expect(Date.parse(present?.mailDueAt ?? '')).toBeGreaterThan(Date.now())
    await stack.repositories.settings.put({ mailsPerHour: 0 })
  })

  it('is tried again when the server can’t, and reported when it still can’t', async () => {
    const visitor = await startWaiting()
    await reply(visitor, 'Hello')
    stack.smtp.refuse('451 4.3.0 try later')
    for (let attempt = 1; attempt <= limits.mailAttemptsMax; attempt++) {
      expect(await actionsOf(visitor)).not.toContain('mail_failed')
      await makeDue(visitor)
      await runUpkeep()
    }
    expect(await actionsOf(visitor)).toContain('mail_failed')
    stack.smtp.refuse(null)
    expect(await runUpkeep()).toBe(0)
  })

  it('goes out though the server takes none for others now, who were due before', async () => {
    const busy = []
    for (let count = 0; count < 4; count++) busy.push(await startWaiting())
    const visitor = await startWaiting()
    for (const one of [...busy, visitor]) {
      await reply(one, 'Hello')
      await makeDue(one)
    }
    stack.smtp.refuse(
      '450 4.2.1 mailbox busy',
      busy.map(({ email }) => email),
    )
    expect(await runUpkeep()).toBe(1)
    expect(mailsTo(visitor)).toHaveLength(1)
  })

  it.each([
    ['is none', 'smtp.example.com'],
    ['is of another protocol', 'https://name:pass-word@smtp.example.com'],
    ['isn’t escaped', 'smtps://name:pass-word#@smtp.example.com'],
  ])('is a failed try where SMTP_URL %s, and no word of it is told', async (_how, smtpUrl) => {
    const visitor = await startWaiting()
    await reply(visitor, 'Hello')
    const sending = { smtpUrl, from: MAIL_FROM, replies: null }
    for (let attempt = 1; attempt <= limits.mailAttemptsMax; attempt++) {
      await makeDue(visitor)
      expect(await mailReplies(stack.repositories, sending, new Date(), createBudget(60_000))).toBe(0)
    }
    const failed = (await auditOf(visitor)).find(({ action }) => action === 'mail_failed')
    expect(JSON.parse(failed?.detail ?? '')).toEqual({ code: 'smtp_url_invalid' })
  })

  it('waits for no server that says something for ever', async () => {
    const server = createServer((socket) => {
      socket.write('220 mx.example.com\r\n')
      const dripping = setInterval(() => socket.write('250-x\r\n'), 20)
      socket.on('error', () => clearInterval(dripping)).on('close', () => clearInterval(dripping))
      socket.resume()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    const sending = { smtpUrl: `smtp://127.0.0.1:${port}`, from: MAIL_FROM, replies: null }
    const [messageId, thread] = ['<1@shop.example>', '<0@shop.example>']
    const mail = { to: 'kim@example.com', subject: 'Hi', text: 'Hi', html: 'Hi', messageId, thread }
    const sent = await sendMail(
      sending,
      { ...mail, replyTo: null, bouncesTo: null, files: [], stopAddress: null },
      300,
    )
    expect(sent).toEqual({ kind: 'unreachable', code: 'ETIMEDOUT' })
    server.close()
    // Nobody is connected any more.
    await once(server, 'close')
  })

  it('is tried again when the server has a rule against us, which says nothing of the address', async () => {
    const visitor = await startWaiting()
    await reply(visitor, 'Hello')
    await makeDue(visitor)
    stack.smtp.refuse('550 5.7.1 blocked for spam')
    await runUpkeep()
    stack.smtp.refuse(null)
    await makeDue(visitor)
    expect(await runUpkeep()).toBe(1)
    expect(mailsTo(visitor)).toHaveLength(1)
  })

  it('goes to an address no more that the server doesn’t know', async () => {
    const visitor = await startWaiting()
    await reply(visitor, 'Hello')
    await makeDue(visitor)
    stack.smtp.refuse('550 5.1.1 unknown user')
    await runUpkeep()
    expect(await actionsOf(visitor)).toContain('mail_bounced')
    stack.smtp.refuse(null)
    await reply(visitor, 'Are you there?')
    await makeDue(visitor)
    await runUpkeep()
    expect(mailsTo(visitor)).toEqual([])
  })
})

describe('operators whom the settings name', () => {
  const [ana, bo] = ['ana@shop.example', 'bo@shop.example']
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)
  const mailsOf = (address: string) => stack.smtp.arrived.filter(({ recipient }) => recipient === address)
  const sending = () => ({ smtpUrl: stack.smtp.url, from: MAIL_FROM, replies: null })
  const alert = async (minutes: number) =>
    mailAlerts(
      stack.repositories,
      sending(),
      await stack.repositories.settings.get(),
      inMinutes(minutes),
      createBudget(60_000),
    )

  async function startAsking(text: string): Promise<Visitor> {
    const visitor = await startVisitor(stack)
    await visitor.send(text)
    await visitor.call('POST', chatPaths.escalate(visitor.sessionId))
    return visitor
  }

  it('are told of who waits too long, each time once, and again if no server took it', async () => {
    const { settings } = stack.repositories
    await settings.put({ alertWaitingMinutes: 10, alertEmails: [ana, 'no address', bo] })
    const first = await startAsking('<b>Where</b> is my parcel?')
    await alert(9)
    expect(mailsOf(ana)).toEqual([])

    stack.smtp.refuse('451 4.3.0 try later')
    await expect(alert(11)).rejects.toThrow('the mail server did not take 2 (EENVELOPE 451')
    stack.smtp.refuse('550 5.1.1 unknown', [bo])
    await expect(alert(12)).rejects.toThrow('the mail server did not take 1 (EENVELOPE 550')
    const [mail, ...more] = mailsOf(ana)
    expect(more).toEqual([])
    expect(mail?.mail.subject).toMatch(/^Shop: \d+ visitors? waits? for a person$/)
    expect(mail?.mail.text).toContain(`<b>Where</b> is my parcel?\nfor 12 minutes, ${first.sessionId}`)
    expect(mail?.mail.html).toContain('&lt;b&gt;Where')

    stack.smtp.refuse(null)
    await alert(13)
    expect([mailsOf(ana).length, mailsOf(bo).length]).toEqual([1, 0])
    const second = await startAsking('Nobody there?')
    await alert(30)
    expect(mailsOf(ana)[1]?.mail.text).toContain(second.sessionId)
    expect(mailsOf(ana)[1]?.mail.text).not.toContain(first.sessionId)
    expect(mailsOf(bo)).toHaveLength(1)
  })

  it('get another mail, not the same one again, when the same visitor waits anew; a run that is repeated sends the same', async () => {
    const { settings, upkeep } = stack.repositories
    await settings.put({ alertWaitingMinutes: 10, alertEmails: [ana] })
    const { sessionId } = await startAsking('And again?')
    await alert(60)
    const before = mailsOf(ana).length
    const idsSince = () =>
      mailsOf(ana)
        .slice(before - 1)
        .map(({ mail }) => mail.messageId)
    for (const minutes of [80, 100]) {
      await stack.repositories.sessions.touch(
        sessionId,
        { waitingSince: inMinutes(minutes - 15).toISOString() },
        0,
      )
      await alert(minutes)
    }
    const ids = idsSince()
    expect(ids).toHaveLength(3)
    expect(new Set(ids).size).toBe(3)

    const place = await upkeep.position('alert_mails')
    for (const _ of ['killed before it was kept', 'run again']) {
      await stack.repositories.sessions.touch(sessionId, { waitingSince: inMinutes(105).toISOString() }, 0)
      await upkeep.keepPosition('alert_mails', place)
      await alert(120)
    }
    const [first, second] = idsSince().slice(3)
    expect(first).toBeDefined()
    expect(second).toBe(first)
  })

  it('are told by the next run of upkeep, of no more chats at once than a mail can name', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `s_late_${index}`)
    const long = inMinutes(-60).toISOString()
    const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
    const values = { status: 'active', needsHuman: true, lastSeen: inMinutes(0).toISOString() }
    await new TablesDB(client).createRows({
      databaseId: 'chat',
      tableId: 'sessions',
      rows: ids.map(($id) => ({ $id, sessionId: $id, waitingSince: long, ...values })),
    })
    await stack.repositories.upkeep.keepPosition('alert_mails', null)
    await stack.repositories.settings.put({ alertWaitingMinutes: 10, alertEmails: [ana] })
    const before = mailsOf(ana).length
    await runUpkeep()
    await runUpkeep()
    await runUpkeep()
    const [one, two, ...more] = mailsOf(ana).slice(before)
    expect(more).toEqual([])
    expect(one?.mail.subject).toBe('Shop: more than 20 visitors wait for a person')
    const named = `${one?.mail.text}${two?.mail.text}`
    expect(ids.filter((id) => named.split(`${id}\n`).length !== 2)).toEqual([])
    await stack.repositories.settings.put({ alertEmails: [] })
  })
})

describe('the link in a mail', () => {
  const tokenIn = ({ mail }: ArrivedMail) =>
    /https:\/\/\S+#porchlight=([\w-]+)/.exec(mail.text ?? '')?.[1] ?? ''
  const open = (token: string) => callChat(stack, null, 'POST', chatMailPaths.links, { token })

  it('opens the chat in another browser, once', async () => {
    const visitor = await startWaiting()
    const arrived = await mailAfter(visitor, 'Hello')
    expect(arrived.mail.text).toContain(`${SITE}#porchlight=`)
    const opened = await Promise.all([open(tokenIn(arrived)), open(tokenIn(arrived))])
    const won = opened.filter(({ status }) => status === 200)
    expect(won).toHaveLength(1)
    expect(sessionIn(won[0] ?? opened[0]).$id).toBe(visitor.sessionId)
    expect(won[0]?.body['credentials']).toMatchObject({ userId: visitor.credentials.userId })
    expect(opened.find(({ status }) => status !== 200)?.code).toBe('link_over')
    expect((await open(tokenIn(arrived))).code).toBe('link_over')
  })

  it('opens nothing once it has ended', async () => {
    const visitor = await startWaiting()
    const { links } = stack.repositories
    const token = await links.create(visitor.sessionId, new Date(Date.now() + HOUR_MS).toISOString())
    expect(await links.use(token, new Date(Date.now() + HOUR_MS).toISOString())).toBeNull()
    const ended = await links.create(visitor.sessionId, new Date(Date.now() - 1).toISOString())
    expect((await open(ended)).code).toBe('link_over')
  })

  it.each([['an agent'], ['a customer']])('opens no account of the site, as of %s', async (who) => {
    const users = new Users(
      new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey),
    )
    const userId = who === 'an agent' ? stack.agent.userId : (await users.create({ userId: 'customer' })).$id
    const { secret } = await users.createSession({ userId })
    const email = `${userId}@example.com`
    const started = await callChat(stack, { userId, secret }, 'POST', chatPaths.sessions, {
      userMeta: { email },
    })
    const { $id } = sessionIn(started)
    await callAdmin(stack, 'POST', adminPaths.assign($id), { agentId: stack.agent.userId })
    await callAdmin(stack, 'POST', adminPaths.messages($id), { text: 'On its way' })
    await stack.makeDue($id)
    expect(await runUpkeep()).toBe(1)
    const [arrived] = mailsTo({ email })
    expect(arrived?.mail.text).toContain('On its way')
    expect(arrived?.raw).not.toContain('#porchlight')
    // Nor by a link that was made before.
    const token = await stack.repositories.links.create($id, new Date(Date.now() + HOUR_MS).toISOString())
    expect(await open(token)).toMatchObject({ code: 'link_over' })
  })

  it('can’t be guessed for long', async () => {
    const guess = (letter: string) => open(letter.repeat(43))
    const codes = []
    for (const letter of 'abcdefghijklmnop') codes.push((await guess(letter)).code)
    expect(codes[0]).toBe('link_over')
    expect(codes.at(-1)).toBe('rate_limited')
  })
})

describe('a visitor’s mail', () => {
  it('is a message of theirs, which an agent sees to', async () => {
    const visitor = await startWaiting()
    const to = replyAddressOf(await mailAfter(visitor, 'Hello'))
    await callAdmin(stack, 'POST', adminPaths.close(visitor.sessionId))
    expect(await post(plainMail({ from: visitor.email.toUpperCase(), to }))).toMatchObject({
      status: 200,
      body: { outcome: 'stored' },
    })
    expect(await textsOf(visitor)).toEqual(['Where is my parcel?', 'Thank you!'])
    expect(await visitor.session()).toMatchObject({
      status: 'active',
      needsHuman: true,
      messageCount: 3,
      preview: 'Thank you!',
    })
  })

  it('is found by the mail that it answers, wherever it was sent to', async () => {
    const visitor = await startWaiting()
    const { mail } = await mailAfter(visitor, 'Hello')
    const headers = [`In-Reply-To: ${mail.messageId}`]
    const answer = plainMail({ from: visitor.email, to: 'help@shop.example', headers })
    expect((await post(answer)).body).toEqual({ outcome: 'stored' })
  })

  it('is stored once, however often it is delivered, and at once', async () => {
    const visitor = await startWaiting()
    const mail = plainMail({ from: visitor.email, to: replyAddressOf(await mailAfter(visitor, 'Hello')) })
    const outcomes = await Promise.all([post(mail), post(mail), post(mail)])
    expect(outcomes.map(({ body }) => body['outcome']).toSorted()).toEqual([
      'duplicate',
      'duplicate',
      'stored',
    ])
    expect((await post(mail)).body).toEqual({ outcome: 'duplicate' })
    expect(await textsOf(visitor)).toEqual(['Where is my parcel?', 'Thank you!'])
    expect((await visitor.session()).messageCount).toBe(3)
  })

  it('from another address says so', async () => {
    const visitor = await startWaiting()
    const to = replyAddressOf(await mailAfter(visitor, 'Hello'))
    await post(plainMail({ from: 'stranger@example.net', to }))
    const headers = ['Authentication-Results: mx.shop.example; spf=fail; dmarc=fail header.from=example.com']
    await post(plainMail({ from: visitor.email, to, headers, text: 'Me too' }))
    expect((await textsOf(visitor)).slice(1)).toEqual([
      '[By e-mail from another address: stranger@example.net]\n\nThank you!',
      `[By e-mail from another address: ${visitor.email}]\n\nMe too`,
    ])
  })

  it('that says it is from another domain, or from two people, says so', async () => {
    const visitor = await startWaiting()
    const to = replyAddressOf(await mailAfter(visitor, 'Hello'))
    const headers = [
      'Authentication-Results: mx.shop.example; spf=pass smtp.mailfrom=evil.example',
      'Authentication-Results: in.shop.example; dmarc=fail header.from=example.com',
    ]
    await post(plainMail({ from: visitor.email, to, headers, text: 'One' }))
    await post(plainMail({ from: `${visitor.email}>, <evil@example.net`, to, text: 'Two' }))
    const twice = plainMail({ from: visitor.email, to, text: 'Three', headers: ['From: evil@example.net'] })
    await post(twice)
    expect((await textsOf(visitor)).slice(1)).toEqual([
      `[By e-mail from another address: ${visitor.email}]\n\nOne`,
      `[By e-mail from another address: ${visitor.email}, evil@example.net]\n\nTwo`,
      expect.stringMatching(/^\[By e-mail from another address: .*evil@example.net.*\]\n\nThree$/),
    ])
  })

  it('keeps the files that came along and are taken, once, and names the others', async () => {
    const visitor = await startWaiting()
    const to = replyAddressOf(await mailAfter(visitor, 'Hello'))
    const mail = [
      `From: ${visitor.email}`,
      `To: ${to}`,
      'Message-ID: <files@example.com>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'See the picture.',
      '--b',
      'Content-Type: image/png; name="box.png"',
      'Content-Disposition: attachment; filename="box.png"',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw0KGgo=',
      '--b',
      'Content-Type: image/svg+xml; name="logo.svg"',
      'Content-Disposition: attachment; filename="logo.svg"',
      '',
      '<svg onload="alert(1)"/>',
      '--b--',
      '',
    ].join('\r\n')
    for (const outcome of ['stored', 'duplicate']) expect((await post(mail)).body).toEqual({ outcome })
    const message = (await visitor.messages()).findLast(({ sender }) => sender === 'user')
    expect(message?.text).toBe('See the picture.\n\n[Files that came along and could not be kept: logo.svg]')
    const [file, ...others] = readAttachments(message?.attachments ?? null)
    expect(file).toMatchObject({ name: 'box.png', type: 'image/png', bytes: 8 })
    expect(others).toEqual([])
    expect(await stack.repositories.attachments.ofSession(visitor.sessionId, null, 10)).toHaveLength(1)
    const bytes = await stack.repositories.attachments.files.read(file?.id ?? '')
    expect(Buffer.from(bytes ?? []).toString('base64')).toBe('iVBORw0KGgo=')
  })

  it.each([
    ['an absence', 'Auto-Submitted: auto-replied'],
    ['a list', 'Precedence: bulk'],
    ['an Exchange server', 'X-Auto-Response-Suppress: All'],
    ['a mail of ours that came back', 'X-Porchlight-Mail: 1'],
  ])('that is %s is no message', async (_what, header) => {
    const visitor = await startWaiting()
    const to = replyAddressOf(await mailAfter(visitor, 'Hello'))
    const answer = await post(plainMail({ from: visitor.email, to, headers: [header] }))
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'automatic' } })
    expect(await textsOf(visitor)).toEqual(['Where is my parcel?'])
  })

  it.each([
    ['without a signature', () => ({})],
    ['signed with another secret', (mail: string) => signed('another', mail)],
    ['signed for another mail', () => signed(MAIL_SECRET, 'another')],
    [
      'signed six minutes ago',
      (mail: string) => signed(MAIL_SECRET, mail, Math.floor(Date.now() / 1000) - 360),
    ],
  ])('%s is refused', async (_how, headersFor) => {
    const visitor = await startWaiting()
    const mail = plainMail({ from: visitor.email, to: replyAddressOf(await mailAfter(visitor, 'Hello')) })
    expect(await post(mail, headersFor(mail))).toMatchObject({ status: 401, code: 'signature_wrong' })
    expect(await textsOf(visitor)).toEqual(['Where is my parcel?'])
  })

  it('for a chat whose id somebody knows is none without its code', async () => {
    const visitor = await startWaiting()
    const to = `reply+${visitor.sessionId.slice(2)}${'0'.repeat(24)}@${REPLY_DOMAIN}`
    const answer = await post(plainMail({ from: visitor.email, to }))
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'unaddressed' } })
    expect(await textsOf(visitor)).toEqual(['Where is my parcel?'])
  })

  it('is refused after many in an hour, and one that is stored already is not', async () => {
    const visitor = await startWaiting()
    const to = replyAddressOf(await mailAfter(visitor, 'Hello'))
    const first = plainMail({ from: visitor.email, to })
    await post(first)
    for (let count = 1; count < limits.mailsInPerHour; count++) {
      expect((await post(plainMail({ from: visitor.email, to }))).status).toBe(200)
    }
    expect((await post(plainMail({ from: visitor.email, to }))).code).toBe('rate_limited')
    expect((await post(first)).body).toEqual({ outcome: 'duplicate' })
  })

  it.each([
    ['says nothing', 'empty', '> Hello', []],
    ['no person wrote', 'automatic', 'I am away', ['Auto-Submitted: auto-replied']],
  ])('that %s is counted, too', async (_what, outcome, text, headers) => {
    const visitor = await startWaiting()
    const to = replyAddressOf(await mailAfter(visitor, 'Hello'))
    const next = async () => post(plainMail({ from: visitor.email, to, text, headers }))
    for (let count = 0; count < limits.mailsInPerHour; count++) {
      expect((await next()).body).toEqual({ outcome })
    }
    expect((await next()).code).toBe('rate_limited')
  })

  it('that is too large is refused before it is read', async () => {
    const mail = Buffer.alloc(limits.mailMaxBytes + 1, 'x')
    expect(await post(mail)).toMatchObject({ status: 413, code: 'body_too_large' })
  })

  it('to the address for that ends all mails about the chat', async () => {
    const visitor = await startWaiting()
    const arrived = await mailAfter(visitor, 'Hello')
    const to = /stop\+[0-9a-f]{56}@[\w.]+/.exec(arrived.mail.text ?? '')?.[0] ?? ''
    expect((await post(plainMail({ from: visitor.email, to }))).body).toEqual({ outcome: 'stopped' })
    await reply(visitor, 'Are you there?')
    await makeDue(visitor)
    expect(await runUpkeep()).toBe(0)
    expect(await actionsOf(visitor)).toContain('mail_stopped')
    // Until they leave another address; a page that repeats the one it knows changes nothing.
    const leave = async (email: string) =>
      visitor.call('PATCH', chatPaths.session(visitor.sessionId), { userMeta: { email } })
    await leave(visitor.email)
    await reply(visitor, 'Hello?')
    await makeDue(visitor)
    expect(await runUpkeep()).toBe(0)
    await leave('another@example.com')
    await reply(visitor, 'Hello again')
    await makeDue(visitor)
    expect(await runUpkeep()).toBe(1)
    // The address that wanted none still wants none.
    await leave(visitor.email)
    await reply(visitor, 'And again')
    await makeDue(visitor)
    expect(await runUpkeep()).toBe(0)
  })
})

describe('a mail that did not arrive', () => {
  const report = (to: string, action: string, status: string) =>
    [
      'From: Mail Delivery System <MAILER-DAEMON@mx.example.com>',
      `To: ${to}`,
      'Subject: Undelivered Mail Returned to Sender',
      'Return-Path: <>',
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="r"',
      '',
      '--r',
      'Content-Type: text/plain',
      '',
      'I could not deliver your message.',
      '--r',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example.com',
      '',
      'Final-Recipient: rfc822; kim@example.com',
      `Action: ${action}`,
      `Status: ${status}`,
      '--r--',
      '',
    ].join('\r\n')

  it('ends mails to its address, is written down, and is no message', async () => {
    const visitor = await startWaiting()
    const { sender } = await mailAfter(visitor, 'Hello')
    expect((await post(report(sender, 'failed', '5.1.1'))).body).toEqual({ outcome: 'bounced' })
    await reply(visitor, 'Are you there?')
    await makeDue(visitor)
    expect(await runUpkeep()).toBe(0)
    expect(mailsTo(visitor)).toHaveLength(1)
    expect(await actionsOf(visitor)).toContain('mail_bounced')
    expect(await textsOf(visitor)).toEqual(['Where is my parcel?'])
  })

  it('to one address ends no mails to another that the visitor has typed in since', async () => {
    const [visitor, victim] = [await startWaiting(), await startWaiting()]
    const { sender } = await mailAfter(visitor, 'Hello')
    await visitor.call('PATCH', chatPaths.session(visitor.sessionId), { userMeta: { email: victim.email } })
    expect((await post(report(sender, 'failed', '5.1.1'))).body).toEqual({ outcome: 'automatic' })
    await mailAfter(victim, 'Are you there?')
    expect(mailsTo(victim)).toHaveLength(1)
  })

  it('yet ends nothing', async () => {
    const visitor = await startWaiting()
    const { sender } = await mailAfter(visitor, 'Hello')
    expect((await post(report(sender, 'delayed', '4.4.1'))).body).toEqual({ outcome: 'automatic' })
    await mailAfter(visitor, 'Are you there?')
    expect(mailsTo(visitor)).toHaveLength(2)
  })
})
