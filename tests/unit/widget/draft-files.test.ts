import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as attachmentLimits from '../../../contract/attachment-limits.ts'
import { createDraftFiles } from '../../../widget/attachments/draft-files.ts'
import type { LazyPart } from '../../../widget/panel/lazy-part.ts'
import type { ConversationPart } from '../../../widget/panel/panel-context.ts'
import { fakeBrowser, fakeServer, openChat } from './fake-chat.ts'

let server: ReturnType<typeof fakeServer>
let browser: ReturnType<typeof fakeBrowser>
beforeEach(() => {
  server = fakeServer()
  browser = fakeBrowser()
})

/** A tab whose composer takes files of up to 1,000 bytes. */
function open() {
  const tab = openChat(server, browser)
  const { store } = tab.chat.parts.context
  const settings = {
    siteName: null,
    greeting: null,
    theme: {},
    starterQuestions: [],
    createSessionOn: 'open',
  } as const
  store.set({ settings: { ...settings, attachmentMaxBytes: 1000 }, files: [] })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of the conversation the files use the chat alone
  const part = { chat: tab.chat } as ConversationPart
  const conversation: LazyPart<ConversationPart> = { get: () => part, load: async () => part }
  const files = createDraftFiles({ conversation }, store)
  return { ...tab, files, shown: () => store.get().files ?? [] }
}

const file = (name: string, size = 3) => new File(['x'.repeat(size)], name)

describe('the files beside a draft', () => {
  it('are uploaded at once, and go with the next message', async () => {
    const tab = open()
    tab.files.add([file('a.txt'), file('b.txt')])
    await vi.waitFor(() =>
      expect(tab.shown().map(({ attachment }) => attachment?.name)).toEqual(['a.txt', 'b.txt']),
    )
    const ids = tab.shown().map(({ id }) => id)
    tab.chat.setDraft('Here they are')
    tab.chat.sendDraft()
    expect(tab.shown()).toEqual([])
    await vi.waitFor(() => expect(server.files).toEqual([ids]))
    expect(server.sends).toEqual(['Here they are'])
    // The page has them still: its own pictures needn't be fetched.
    expect(tab.files.fileOf(ids[0] ?? '')?.name).toBe('a.txt')
  })

  it('are waited for by a message that was sent before their end', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const tab = open()
    await tab.chat.parts.sessions.ensure()
    server.lag = () => promise
    tab.files.add([file('a.txt')])
    tab.chat.sendDraft()
    expect(tab.shown()).toHaveLength(1)
    expect(server.sends).toEqual([])
    server.lag = async () => {}
    resolve()
    await vi.waitFor(() => expect(server.files).toHaveLength(1))
    expect(tab.shown()).toEqual([])
  })

  it('that can’t be sent stay with the reason, and keep back no words', async () => {
    const tab = open()
    tab.files.add([file('large.txt', 1001), file('empty.txt', 0)])
    server.refuseUpload = 'attachment_type_refused'
    tab.files.add([file('page.html')])
    await vi.waitFor(() =>
      expect(tab.shown().map(({ failure }) => failure)).toEqual([
        'attachment_too_large',
        'attachment_type_refused',
        'attachment_type_refused',
      ]),
    )
    tab.chat.sendDraft()
    expect(server.sends).toEqual([])
    tab.chat.setDraft('In words, then')
    tab.chat.sendDraft()
    await vi.waitFor(() => expect(server.sends).toEqual(['In words, then']))
    expect(server.files).toEqual([])
    expect(tab.shown()).toHaveLength(3)
    // Too large ones were never sent anywhere.
    expect(server.uploads).toHaveLength(1)
  })

  it('are five at most, and one that is removed is forgotten by the server too', async () => {
    const tab = open()
    tab.files.add(Array.from({ length: attachmentLimits.perMessage + 2 }, (_, index) => file(`${index}.txt`)))
    await vi.waitFor(() => expect(tab.shown().filter(({ attachment }) => attachment)).toHaveLength(5))
    expect(tab.shown().at(-1)?.failure).toBe('attachments_full')
    const [first] = tab.shown()
    tab.files.remove(first?.id ?? '')
    expect(server.dropped).toEqual([first?.id])
    expect(tab.shown().map(({ id }) => id)).not.toContain(first?.id)
  })

  it('follow the composer into another session', async () => {
    const tab = open()
    tab.files.add([file('a.txt')])
    await vi.waitFor(() => expect(tab.shown()[0]?.attachment).toBeTruthy())
    await tab.chat.parts.sessions.start()
    await vi.waitFor(() => expect(server.uploads).toEqual(['s_1', 's_2']))
    await vi.waitFor(() => expect(tab.shown()[0]?.attachment).toBeTruthy())
    expect(tab.shown()).toHaveLength(1)
  })
})

describe('a message with files', () => {
  it('that wasn’t confirmed is sent again with them by the next page', async () => {
    server.refuse = () => 'network'
    const tab = open()
    tab.files.add([file('a.txt')])
    await vi.waitFor(() => expect(tab.shown()[0]?.attachment).toBeTruthy())
    const id = tab.shown()[0]?.id
    tab.chat.sendDraft()
    await vi.waitFor(() => expect(server.sends).toHaveLength(1))
    tab.chat.stop()
    browser.living.clear()
    server.refuse = () => null
    const next = openChat(server, browser)
    await next.chat.begin()
    next.chat.resend()
    await vi.waitFor(() => expect(server.rows).toHaveLength(1))
    expect(server.files).toEqual([[id], [id]])
  })

  it('that is refused for good returns them to the composer with its words', async () => {
    const tab = open()
    tab.files.add([file('a.txt')])
    await vi.waitFor(() => expect(tab.shown()[0]?.attachment).toBeTruthy())
    const before = tab.shown().map(({ id }) => id)
    server.refuse = () => 'body_invalid'
    server.status = 400
    tab.chat.setDraft('Look')
    tab.chat.sendDraft()
    await vi.waitFor(() => expect(tab.get().draft).toBe('Look'))
    expect(tab.shown().map(({ id }) => id)).toEqual(before)
  })
})
