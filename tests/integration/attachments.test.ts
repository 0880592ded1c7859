import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client as ServerClient, Query, Storage } from 'node-appwrite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { attachment as agentsPath } from '../../contract/admin-attachment-paths.ts'
import { adminPaths } from '../../contract/admin-api.ts'
import { adminToolPaths } from '../../contract/admin-tool-paths.ts'
import { readAttachments } from '../../contract/attachment.ts'
import * as attachmentLimits from '../../contract/attachment-limits.ts'
import { ATTACHMENTS_BUCKET_ID } from '../../contract/attachments-bucket-id.ts'
import * as chatAttachmentPaths from '../../contract/chat-attachment-paths.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { newAttachmentId, newMessageId } from '../../contract/ids.ts'
import { openRepositories, type Repositories } from '../../functions/repositories/repositories.ts'
import { receivePiece } from '../../functions/attachments/receive-piece.ts'
import type { ChatCall } from '../../functions/chat/chat-call.ts'
import { createHotSessions } from '../../functions/chat/hot-sessions.ts'
import { sendMessage } from '../../functions/chat/send-message.ts'
import { clearMessages } from '../../functions/sessions/clear-messages.ts'
import { removeSession } from '../../functions/sessions/remove-session.ts'
import { applyRetention } from '../../functions/upkeep/apply-retention.ts'
import { createBudget } from '../../functions/upkeep/budget.ts'
import { removeUnsentFiles } from '../../functions/upkeep/remove-unsent-files.ts'
import { runScript } from '../support/run-script.ts'
import { differenceOf, ensureBucket } from '../../deployment/ensure-bucket.ts'
import { startCountingProxy, type CountingProxy } from '../support/counting-proxy.ts'
import { callAdmin, jwtOf } from '../support/admin.ts'
import { changeFunction } from '../support/change-function.ts'
import { asVisitor, pieceOf, png, textFile, upload, uploaded, type GivenFile } from '../support/files.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { messageIn, sessionIn, startVisitor, type Answer, type Visitor } from '../support/visitor.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
  await changeFunction(stack, 'upkeep', { schedule: '' })
  await change({ attachmentsPerHour: 0, messagesPerMinute: 0 })
})
afterAll(() => stack.close())

let visitor: Visitor
beforeEach(async () => {
  visitor = await startVisitor(stack)
})

async function change(settings: Parameters<Stack['repositories']['settings']['put']>[0]): Promise<void> {
  await stack.repositories.settings.put(settings)
  stack.coldStart('chat')
  stack.coldStart('admin')
}

function send(ids: readonly string[], text = '', id = newMessageId()): Promise<Answer> {
  return visitor.call('POST', chatPaths.messages(visitor.sessionId), { id, text, attachments: ids })
}

/** A file by Appwrite's own door. */
function fetchFile(
  fileId: string,
  headers: Record<string, string> = {},
  kind = 'download',
): Promise<Response> {
  return fetch(`${stack.endpoint}/storage/buckets/${ATTACHMENTS_BUCKET_ID}/files/${fileId}/${kind}`, {
    headers: { 'x-appwrite-project': stack.projectId, ...headers },
  })
}

const by = ({ credentials }: Visitor) => ({ 'x-appwrite-session': credentials.secret })
const byAgent = async () => ({ 'x-appwrite-jwt': await jwtOf(stack, stack.agent.userId) })

const HOUR_MS = 3_600_000
/** As upkeep does so much later. */
async function cleanUp(laterMs: number): Promise<void> {
  await removeUnsentFiles(stack.repositories, new Date(Date.now() + laterMs), createBudget(60_000))
}

function storageOf(): Storage {
  const { endpoint, projectId, apiKey } = stack
  return new Storage(new ServerClient().setEndpoint(endpoint).setProject(projectId).setKey(apiKey))
}

/** The files that all buckets hold. */
async function filesLeft(): Promise<readonly string[]> {
  const client = new ServerClient()
    .setEndpoint(stack.endpoint)
    .setProject(stack.projectId)
    .setKey(stack.apiKey)
  const storage = new Storage(client)
  const { buckets } = await storage.listBuckets()
  const lists = await Promise.all(
    buckets.map(({ $id }) => storage.listFiles({ bucketId: $id, queries: [Query.limit(1000)] })),
  )
  return lists.flatMap(({ files }) => files.map(({ $id }) => $id))
}

describe('a visitor’s file', () => {
  it('is uploaded, sent with a message, and read by its visitor and the agents alone', async () => {
    const photo = png('Küche.png', 640, 480)
    const file = await uploaded(asVisitor(stack, visitor), photo)
    expect(file).toMatchObject({ name: 'Küche.png', type: 'image/png', bytes: 200, width: 640, height: 480 })
    // Until it is sent nobody reads it.
    expect((await fetchFile(file.id, await byAgent())).status).toBe(404)
    const sent = await send([file.id], 'My kitchen')
    expect(sent.status).toBe(200)
    expect(readAttachments(messageIn(sent).attachments)).toEqual([file])

    const stranger = await startVisitor(stack)
    for (const headers of [{}, by(stranger)]) {
      for (const kind of ['download', 'view', 'preview'])
        expect((await fetchFile(file.id, headers, kind)).status).toBeGreaterThanOrEqual(400)
    }
    for (const headers of [by(visitor), await byAgent()]) {
      const answer = await fetchFile(file.id, headers)
      expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(photo.bytes))).toBe(true)
    }
  })

  it('names the chat and its place in the list where there are no words', async () => {
    const [one, other] = [
      await uploaded(asVisitor(stack, visitor), textFile('invoice.txt', 'Total: 12')),
      await uploaded(asVisitor(stack, visitor), textFile('list.csv', 'a;b')),
    ]
    const id = newMessageId()
    const ids = [one.id, other.id]
    const sent = await visitor.call('POST', chatPaths.messages(visitor.sessionId), {
      id,
      text: '',
      attachments: ids,
      first: true,
    })
    // The bot may have answered by now.
    expect(sessionIn(sent)).toMatchObject({
      preview: '📎 invoice.txt +1',
      chatName: '📎 invoice.txt +1',
    })
  })

  it('that is larger than a piece arrives whole, wherever it was cut and whatever came twice', async () => {
    const large = png('large.png', 10, 10, attachmentLimits.pieceBytes + 1000)
    const put = asVisitor(stack, visitor)
    const id = newAttachmentId()
    // Too early, then the first one twice, as after an answer that was lost.
    expect((await put(id, pieceOf(large, attachmentLimits.pieceBytes))).body).toMatchObject({ received: 0 })
    for (let time = 0; time < 2; time++)
      expect((await put(id, pieceOf(large))).body).toMatchObject({ received: attachmentLimits.pieceBytes })
    expect((await send([id])).code).toBe('attachment_not_found')
    const rest = pieceOf(large, attachmentLimits.pieceBytes)
    const [first, again] = [await put(id, rest), await put(id, rest)]
    expect(again.body).toEqual(first.body)
    expect(first.body).toMatchObject({ received: large.bytes.byteLength, attachment: { id } })
    expect((await send([id])).status).toBe(200)
    const got = await (await fetchFile(id, by(visitor))).arrayBuffer()
    expect(Buffer.from(got).equals(Buffer.from(large.bytes))).toBe(true)
  })

  it('sent again with its message is stored once, and goes with no second message', async () => {
    const { id } = await uploaded(asVisitor(stack, visitor), png())
    const messageId = newMessageId()
    expect((await send([id], '', messageId)).body).toMatchObject({ duplicate: false })
    expect((await send([id], '', messageId)).body).toMatchObject({ duplicate: true })
    expect((await send([id])).code).toBe('attachment_not_found')
    expect(
      await visitor.messages().then((all) => all.filter(({ sender }) => sender === 'user')),
    ).toHaveLength(1)
  })

  it('goes with one of several messages that are sent at once', async () => {
    for (let round = 0; round < 3; round++) {
      const { id } = await uploaded(asVisitor(stack, visitor), png())
      const answers = await Promise.all([1, 2, 3].map((n) => send([id], `copy ${n}`)))
      expect(answers.map(({ code }) => code).filter((code) => code === 'attachment_not_found')).toHaveLength(
        2,
      )
      const naming = (await visitor.messages()).filter(({ attachments }) => attachments?.includes(id))
      expect(naming).toHaveLength(1)
      expect(await stack.repositories.attachments.get(id)).toMatchObject({ messageId: naming[0]?.$id })
    }
  })

  it('of a message that was refused for its pace stays until that is sent again, whatever is cleared meanwhile', async () => {
    const { id } = await uploaded(asVisitor(stack, visitor), png())
    const messageId = newMessageId()
    await change({ messagesPerMinute: 1 })
    try {
      await visitor.send('Hello')
      expect((await send([id], '', messageId)).code).toBe('rate_limited')
      await callAdmin(stack, 'DELETE', adminPaths.messages(visitor.sessionId))
      expect(await filesLeft()).toContain(id)
    } finally {
      await change({ messagesPerMinute: 0 })
    }
    expect((await send([id], '', messageId)).status).toBe(200)
    expect((await fetchFile(id, await byAgent())).status).toBe(200)
  })

  it('can be removed until it is sent, and not after', async () => {
    const path = (id: string) => chatAttachmentPaths.attachment(visitor.sessionId, id)
    const dropped = await uploaded(asVisitor(stack, visitor), png())
    for (let time = 0; time < 2; time++)
      expect((await visitor.call('DELETE', path(dropped.id))).status).toBe(200)
    expect(await filesLeft()).not.toContain(dropped.id)
    const kept = await uploaded(asVisitor(stack, visitor), png())
    await send([kept.id])
    expect((await visitor.call('DELETE', path(kept.id))).code).toBe('attachment_not_found')
    expect(await filesLeft()).toContain(kept.id)
  })
})

describe('refused is', () => {
  const page = '<!doctype html><script>alert(1)</script>'
  const refused: readonly GivenFile[] = [
    textFile('page.html', page),
    textFile('drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    // Types that lie.
    textFile('photo.png', page),
    { name: 'photo.jpg', bytes: Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1') },
    { name: 'notes.txt', bytes: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]) },
    { name: 'app.apk', bytes: Buffer.from('PK\x03\x04whatever', 'latin1') },
  ]
  it.each(refused)('what is no file that is taken: $name', async (file) => {
    const before = await filesLeft()
    expect(await upload(asVisitor(stack, visitor), file)).toMatchObject({
      status: 415,
      code: 'attachment_type_refused',
    })
    expect(await filesLeft()).toEqual(before)
  })

  it('one in somebody else’s session, and somebody else’s file in one’s own', async () => {
    const stranger = await startVisitor(stack)
    const put = asVisitor(stack, { credentials: stranger.credentials, sessionId: visitor.sessionId })
    expect((await upload(put, png())).code).toBe('session_not_found')
    const theirs = await uploaded(asVisitor(stack, stranger), png())
    expect((await send([theirs.id])).code).toBe('attachment_not_found')
    expect((await asVisitor(stack, visitor)(theirs.id, pieceOf(png()))).code).toBe('attachment_not_found')
    const path = chatAttachmentPaths.attachment(visitor.sessionId, theirs.id)
    expect((await visitor.call('DELETE', path)).code).toBe('attachment_not_found')
    expect((await fetchFile(theirs.id, by(visitor))).status).toBe(404)
  })

  it('an upload by the visitor’s own credentials, past the function', async () => {
    const form = new FormData()
    form.set('fileId', newAttachmentId())
    form.set('file', new Blob(['hello']), 'hello.txt')
    const path = `${stack.endpoint}/storage/buckets/${ATTACHMENTS_BUCKET_ID}/files`
    const headers = { 'x-appwrite-project': stack.projectId, ...by(visitor) }
    expect((await fetch(path, { method: 'POST', headers, body: form })).status).toBe(401)
  })

  it('what is too large, too much for one message, and a message with neither words nor files', async () => {
    const big = { name: 'big.txt', bytes: 10_000_001, at: 0, data: 'YQ==' }
    const told = await asVisitor(stack, visitor)(newAttachmentId(), big)
    expect(told.code).toBe('attachment_too_large')
    expect(told.body).toMatchObject({ error: { details: { maxBytes: 10_000_000 } } })
    // Nor can it grow past what it said.
    const lies = { name: 'small.txt', bytes: 3, at: 0, data: Buffer.alloc(100, 'a').toString('base64') }
    expect((await asVisitor(stack, visitor)(newAttachmentId(), lies)).code).toBe('body_invalid')
    const six = Array.from({ length: attachmentLimits.perMessage + 1 }, newAttachmentId)
    expect((await send(six)).code).toBe('body_invalid')
    expect((await send([], '  ')).code).toBe('body_invalid')
  })

  it('more than a session, an address or the site takes, and all where the site takes none', async () => {
    await change({ attachmentsPerSession: 3 })
    const all = await Promise.all(Array.from({ length: 6 }, () => upload(asVisitor(stack, visitor), png())))
    const full = all.filter(({ code }) => code === 'attachments_full')
    expect(full.length).toBeGreaterThanOrEqual(3)
    await change({ attachmentsPerSession: 50, attachmentsPerHour: 1 })
    const hourly = [
      await upload(asVisitor(stack, visitor), png()),
      await upload(asVisitor(stack, visitor), png()),
    ]
    expect(hourly.at(-1)).toMatchObject({ status: 429, code: 'rate_limited' })
    await change({ attachmentsPerHour: 0, attachmentsPerDay: 1 })
    const daily = [
      await upload(asVisitor(stack, visitor), png()),
      await upload(asVisitor(stack, visitor), png()),
    ]
    expect(daily.at(-1)?.code).toBe('rate_limited')
    await change({ attachmentsPerDay: 0, attachments: false })
    expect((await upload(asVisitor(stack, visitor), png())).code).toBe('attachments_off')
    await change({ attachments: true })
  })
})

describe('an agent’s file', () => {
  it('is uploaded and sent by the agent who has the session, and read by its visitor', async () => {
    const { sessionId } = visitor
    await callAdmin(stack, 'POST', adminPaths.assign(sessionId), { agentId: stack.agent.userId })
    const headers = { authorization: `Bearer ${await jwtOf(stack, stack.agent.userId)}` }
    const put = (fileId: string, piece: object) =>
      callAdmin(stack, 'PUT', agentsPath(sessionId, fileId), piece, headers)
    expect((await upload(put, textFile('x.svg', '<svg/>'))).code).toBe('attachment_type_refused')
    const { id } = await uploaded(put, textFile('return-label.csv', 'a;b'))
    const reply = await callAdmin(
      stack,
      'POST',
      adminPaths.messages(sessionId),
      { text: '', attachments: [id] },
      headers,
    )
    expect(reply.status).toBe(200)
    expect(await visitor.session()).toMatchObject({ preview: '📎 return-label.csv', previewSender: 'agent' })
    expect(await (await fetchFile(id, by(visitor))).text()).toBe('a;b')
    // The visitor can’t take an agent’s file for their own.
    expect((await send([id])).code).toBe('attachment_not_found')
  })
})

describe('with its message goes the file:', () => {
  const deeds: readonly (readonly [string, (of: Visitor) => Promise<unknown>])[] = [
    ['the visitor clears the chat', (of) => of.call('DELETE', chatPaths.messages(of.sessionId))],
    ['the visitor deletes the chat', (of) => of.call('DELETE', chatPaths.session(of.sessionId))],
    ['an operator deletes the session', (of) => callAdmin(stack, 'DELETE', adminPaths.session(of.sessionId))],
    [
      'the time is over for which chats are kept',
      () =>
        applyRetention(stack.repositories, new Date(Date.now() + 60 * 24 * HOUR_MS), createBudget(60_000)),
    ],
    [
      'an operator erases the visitor',
      (of) =>
        callAdmin(stack, 'POST', adminToolPaths.erase, { userId: of.credentials.userId, dryRun: false }),
    ],
  ]
  it.each(deeds)('%s', async (_, deed) => {
    const { id } = await uploaded(asVisitor(stack, visitor), png())
    await send([id])
    expect(await filesLeft()).toContain(id)
    const address = await fetchFile(id, by(visitor))
    expect(address.status).toBe(200)
    await deed(visitor)
    expect(await filesLeft()).not.toContain(id)
    expect(await stack.repositories.attachments.get(id)).toBeNull()
    expect((await fetchFile(id, by(visitor))).status).toBeGreaterThanOrEqual(400)
  })
})

describe('whatever is killed between two of its calls,', () => {
  let proxy: CountingProxy
  let mortal: Repositories
  beforeAll(async () => {
    proxy = await startCountingProxy(stack.endpoint)
    const { projectId, apiKey: key } = stack
    mortal = openRepositories({ endpoint: proxy.endpoint, projectId, key, databaseId: 'chat' })
  })
  afterAll(() => proxy.close())

  /** Kills the work before its first call of Appwrite, then before its second, and so on until it ends by itself. */
  async function killed(work: () => Promise<unknown>, then: () => Promise<void>): Promise<void> {
    for (let calls = 0; ; calls++) {
      proxy.dieAfter(calls)
      await work().catch(() => null)
      const isOver = proxy.calls().length < calls
      await then()
      if (isOver) return
    }
  }

  const callOf = (of: Visitor, repositories: Repositories): ChatCall => ({
    repositories,
    databaseId: 'chat',
    projectId: stack.projectId,
    userId: of.credentials.userId,
    clientIp: null,
    rememberedSettings: () => null,
    settings: () => stack.repositories.settings.get(),
    wait: async () => ({ expectedSeconds: null, isAnybodyThere: null }),
    reportError: () => {},
  })

  it('an upload goes on where it was, and is there once', async () => {
    const { sessionId, credentials } = visitor
    const uploader = { sessionId, authorId: credentials.userId }
    const settings = await stack.repositories.settings.get()
    const piece = { name: 'a.txt', bytes: 5, at: 0, data: Buffer.from('hello').toString('base64') }
    let id = newAttachmentId()
    await killed(
      () => receivePiece(mortal, uploader, settings, id, piece, async () => {}),
      async () => {
        const again = await receivePiece(stack.repositories, uploader, settings, id, piece, async () => {})
        expect(again).toMatchObject({ received: 5, attachment: { id } })
        expect(Buffer.from((await stack.repositories.attachments.files.read(id)) ?? []).toString()).toBe(
          'hello',
        )
        id = newAttachmentId()
      },
    )
    const rows = await stack.repositories.attachments.ofSession(sessionId, null, 100)
    const stored = await filesLeft()
    expect(rows.filter(({ $id }) => !stored.includes($id))).toEqual([])
  })

  it('a message is never there without files that its readers see, and is sent again as it was', async () => {
    let file = await uploaded(asVisitor(stack, visitor), png())
    let id = newMessageId()
    await killed(
      () => {
        const request = { id, text: '', attachments: [file.id] }
        return sendMessage(callOf(visitor, mortal), createHotSessions(), visitor.sessionId, request)
      },
      async () => {
        const there = await stack.repositories.messages.get(id)
        if (there !== null) expect((await fetchFile(file.id, await byAgent())).status).toBe(200)
        expect((await send([file.id], '', id)).status).toBe(200)
        expect((await fetchFile(file.id, await byAgent())).status).toBe(200)
        file = await uploaded(asVisitor(stack, visitor), png())
        id = newMessageId()
      },
    )
  })

  it.each([
    ['deletes a session', removeSession],
    ['clears one', clearMessages],
  ])('what %s leaves no file that the next upkeep doesn’t remove', async (_, remove) => {
    let of = visitor
    let id = ''
    const prepare = async () => {
      of = await startVisitor(stack)
      id = (await uploaded(asVisitor(stack, of), png())).id
      const request = { id: newMessageId(), text: '', attachments: [id] }
      expect((await of.call('POST', chatPaths.messages(of.sessionId), request)).status).toBe(200)
    }
    await prepare()
    await killed(
      async () => {
        const session = await stack.repositories.sessions.get(of.sessionId)
        if (session !== null)
          await remove(mortal, session, { kind: 'visitor', id: of.credentials.userId, name: null })
      },
      async () => {
        const row = await stack.repositories.attachments.get(id)
        const message = row?.messageId ? await stack.repositories.messages.get(row.messageId) : null
        const session = await stack.repositories.sessions.get(of.sessionId)
        await cleanUp(2 * HOUR_MS)
        expect((await filesLeft()).includes(id)).toBe(message !== null && session !== null)
        await prepare()
      },
    )
  })
})

describe('upkeep', () => {
  it('removes a file that was uploaded and never sent, after a day and not before; what was sent stays', async () => {
    const [unsent, sent] = [
      await uploaded(asVisitor(stack, visitor), png()),
      await uploaded(asVisitor(stack, visitor), png()),
    ]
    await send([sent.id])
    await cleanUp((attachmentLimits.unsentHours - 1) * HOUR_MS)
    expect(await filesLeft()).toEqual(expect.arrayContaining([unsent.id, sent.id]))
    await cleanUp((attachmentLimits.unsentHours + 1) * HOUR_MS)
    const left = await filesLeft()
    expect(left).toContain(sent.id)
    expect(left).not.toContain(unsent.id)
  })
})

describe('operators', () => {
  it('see files in a transcript, and export them, named by their ids', async () => {
    const file = await uploaded(asVisitor(stack, visitor), textFile('invoice.txt', 'Total: 12'))
    await send([file.id])
    const { sessionId } = visitor
    const shown = await runScript('view-sessions', ['--session', sessionId], stack.environment)
    expect(shown.stdout).toContain(`Visitor: [invoice.txt, 9 bytes, ${file.id}]`)
    const folder = await mkdtemp(join(tmpdir(), 'files-'))
    const exported = await runScript('export-sessions', [sessionId, '--files', folder], stack.environment)
    expect(exported.stdout).toContain(file.id)
    expect(await readFile(join(folder, sessionId, `${file.id}.txt`), 'utf8')).toBe('Total: 12')
    await rm(folder, { recursive: true })
  })

  it('have a bucket that was opened to others closed again by the next deploy', async () => {
    const storage = storageOf()
    const bucket = await storage.getBucket({ bucketId: ATTACHMENTS_BUCKET_ID })
    expect(differenceOf(bucket)).toBeNull()
    const open = { bucketId: bucket.$id, name: bucket.name, permissions: ['read("any")'], fileSecurity: true }
    expect(differenceOf(await storage.updateBucket(open))).toBe('it has permissions for all of its files')
    expect(await ensureBucket(storage)).toEqual([{ kind: 'bucket_updated', id: 'attachments' }])
    expect(await ensureBucket(storage)).toEqual([])
  })
})
