import type { BrowserStorage } from '../../client/browser-storage.ts'
import { parseJson } from '../../client/http.ts'
import { readCredentials } from '../../client/read-answers.ts'
import type { Credentials } from '../../contract/chat-api.ts'
import { isMessageId, isSessionId } from '../../contract/ids.ts'
import * as limits from '../../contract/limits.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Theme } from '../../contract/theme.ts'
import type { OutgoingMessage } from './chat-state.ts'

/** What this browser remembers of a visitor, by name; `BrowserStorage` says when it reaches the disk. */
export interface Memory {
  readonly visitor: () => Credentials | null
  readonly sessionId: () => string | null
  readonly keepVisit: (visitor: Credentials | null, sessionId: string | null) => void
  /** The site's look, which the next page's launcher has at once. */
  readonly keepTheme: (theme: Theme) => void
  /** Of a session, or of the one that doesn't exist yet. */
  readonly draft: (sessionId: string | null) => string
  readonly keepDraft: (sessionId: string | null, text: string) => void
  /** Messages that were never confirmed, oldest first. Old ones come back as failed: nobody expects them to go out now. */
  readonly outbox: (now: number) => readonly OutgoingMessage[]
  readonly keepOutgoing: (message: OutgoingMessage) => void
  readonly dropOutgoing: (messageId: string) => void
  /** How many messages of a session the visitor hasn't seen. */
  readonly unseen: (session: SessionRow) => number
  readonly keepSeen: (session: SessionRow) => void
  /** All that is kept about one session. */
  readonly forgetSession: (sessionId: string) => void
}

const STALE_MS = limits.sessionTimeoutMinutes * 60_000

export function createMemory(storage: BrowserStorage): Memory {
  const outboxName = (messageId: string) => `outbox:${messageId}`
  const draftName = (sessionId: string | null) => `draft:${sessionId ?? 'new'}`
  const seenName = (sessionId: string) => `seen:${sessionId}`

  function readOutgoing(name: string, now: number): OutgoingMessage | null {
    const id = name.slice(outboxName('').length)
    const fields = parseJson(storage.get(name))
    const { sessionId, text, at } = fields ?? {}
    if (!isMessageId(id) || typeof text !== 'string' || typeof at !== 'number') return null
    return {
      id,
      sessionId: typeof sessionId === 'string' && isSessionId(sessionId) ? sessionId : null,
      text,
      at,
      failure: now - at > STALE_MS ? 'network' : null,
    }
  }

  return {
    visitor: () => readCredentials(parseJson(storage.get('visitor'))),
    sessionId: () => {
      const id = storage.get('session')
      return id !== null && isSessionId(id) ? id : null
    },
    keepVisit: (visitor, sessionId) => {
      storage.set('visitor', visitor && JSON.stringify(visitor))
      storage.set('session', sessionId)
    },
    keepTheme: (theme) => storage.set('theme', JSON.stringify(theme)),
    draft: (sessionId) => storage.get(draftName(sessionId)) ?? '',
    keepDraft: (sessionId, text) => storage.set(draftName(sessionId), text || null),
    outbox: (now) =>
      storage
        .names(outboxName(''))
        .flatMap((name) => readOutgoing(name, now) ?? [])
        .sort((a, b) => a.at - b.at),
    keepOutgoing: ({ id, sessionId, text, at }) =>
      storage.set(outboxName(id), JSON.stringify({ sessionId, text, at })),
    dropOutgoing: (messageId) => storage.set(outboxName(messageId), null),
    unseen: (session) => Math.max(0, session.messageCount - Number(storage.get(seenName(session.$id)))),
    keepSeen: (session) => storage.set(seenName(session.$id), String(session.messageCount)),
    forgetSession: (sessionId) => {
      storage.set(draftName(sessionId), null)
      storage.set(seenName(sessionId), null)
      if (storage.get('session') === sessionId) storage.set('session', null)
    },
  }
}
