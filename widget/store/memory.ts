import type { BrowserStorage } from '../../client/browser-storage.ts'
import { parseJson } from '../../client/parse-json.ts'
import { readAttachment } from '../../contract/attachment.ts'
import type { Credentials } from '../../contract/chat-api.ts'
import { isSessionId } from '../../contract/appwrite-ids.ts'
import { isMessageId } from '../../contract/ids.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Theme } from '../../contract/theme.ts'
import type { OutgoingMessage } from './chat-state.ts'
import { keptVisit, seenName, type KeptVisit } from './kept-visit.ts'

/** An unsent message as it is kept, and the tab that sends it. */
export interface KeptMessage extends OutgoingMessage {
  readonly owner: string
}

/** What this browser remembers of a visitor, by name; `BrowserStorage` decides when it reaches the disk. */
export interface Memory extends KeptVisit {
  /** The visitor and the current session: one makes no sense without the other. */
  readonly keepVisit: (visitor: Credentials | null, sessionId: string | null, databaseId?: string) => void
  /** The site's look, which the next page's launcher has at once. */
  readonly keepTheme: (theme: Theme) => void
  /** The language that the visitor has chosen on the page. */
  readonly keepLocale: (locale: string | null) => void
  /** Of a session, or of the one that doesn't exist yet. */
  readonly draft: (sessionId: string | null) => string
  readonly keepDraft: (sessionId: string | null, text: string) => void
  /** Messages that were never confirmed, of all tabs, in the order in which they were sent. */
  readonly outbox: () => readonly KeptMessage[]
  readonly keepOutgoing: (message: OutgoingMessage, owner: string) => void
  readonly dropOutgoing: (messageId: string) => void
  readonly keepSeen: (session: SessionRow) => void
  /** All that is kept about one session. */
  readonly forgetSession: (sessionId: string) => void
}

const OUTBOX = 'outbox:'

/** Whether a name in the storage is an unsent message's. */
export function isOutgoing(name: string): boolean {
  return name.startsWith(OUTBOX)
}

export function createMemory(storage: BrowserStorage): Memory {
  const outboxName = (messageId: string) => OUTBOX + messageId
  const draftName = (sessionId: string | null) => `draft:${sessionId ?? 'new'}`

  function readOutgoing(name: string): KeptMessage | null {
    const id = name.slice(outboxName('').length)
    const fields = parseJson(storage.get(name))
    const { sessionId, text, attachments, at, order = at, isTried, owner } = fields ?? {}
    if (!isMessageId(id) || typeof text !== 'string' || !isNumber(at) || !isNumber(order)) return null
    return {
      id,
      sessionId: typeof sessionId === 'string' && isSessionId(sessionId) ? sessionId : null,
      text,
      ...filesIn(attachments),
      at,
      order,
      isTried: isTried !== false,
      failure: null,
      owner: String(owner),
    }
  }

  return {
    ...keptVisit(storage),
    keepVisit: (visitor, sessionId, databaseId) =>
      storage.setAll({
        visitor: visitor && JSON.stringify(visitor),
        session: sessionId,
        ...(databaseId !== undefined && { database: databaseId }),
      }),
    keepTheme: (theme) => storage.set('theme', JSON.stringify(theme)),
    keepLocale: (locale) => storage.set('locale', locale),
    draft: (sessionId) => storage.get(draftName(sessionId)) ?? '',
    keepDraft: (sessionId, text) => storage.set(draftName(sessionId), text || null),
    outbox: () =>
      storage
        .names(outboxName(''))
        .flatMap((name) => readOutgoing(name) ?? [])
        .sort((a, b) => a.order - b.order),
    keepOutgoing: ({ id, sessionId, text, attachments, at, order, isTried }, owner) =>
      storage.set(
        outboxName(id),
        JSON.stringify({ sessionId, text, attachments, at, order, isTried, owner }),
      ),
    dropOutgoing: (messageId) => storage.set(outboxName(messageId), null),
    keepSeen: ({ $id, messageCount }) => {
      // Most looks find nothing new.
      if (storage.get(seenName($id)) !== String(messageCount))
        storage.set(seenName($id), String(messageCount))
    },
    forgetSession: (sessionId) => {
      storage.set(draftName(sessionId), null)
      storage.set(seenName(sessionId), null)
      if (storage.get('session') === sessionId) storage.set('session', null)
    },
  }
}

function filesIn(list: unknown): Pick<OutgoingMessage, 'attachments'> {
  const attachments = Array.isArray(list) ? list.flatMap((one) => readAttachment(one) ?? []) : []
  return attachments.length > 0 ? { attachments } : {}
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}
