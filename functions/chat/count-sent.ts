import type { SendRequest } from '../../contract/chat-requests.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import { expiryFrom } from '../sessions/expiry.ts'
import type { Said } from '../sessions/happenings.ts'
import { chatNameOf, previewOf } from '../sessions/preview.ts'
import type { HotSession } from './hot-sessions.ts'
import { paceOf } from './sending-pace.ts'

/** What a send has written into its session, so that it can be undone. */
export interface Counted {
  /** The session as it was left. */
  readonly session: PacedSessionRow
  /** The session as this function knew it before. */
  readonly known: HotSession
  /** Whether the chat was named after the message. */
  readonly isNamed: boolean
}

/**
 * What a send changes in its session, beside storing the message: counts it, and shows it in lists. Names the chat after
 * its first message, if it has no name.
 */
export function countingOf(
  known: HotSession,
  request: Pick<SendRequest, 'text' | 'first'> & { readonly attachments: string | null },
  settings: SettingsRow,
  now: Date,
): Pick<Said, 'values' | 'naming'> {
  const values = {
    lastSeen: now.toISOString(),
    expiresAt: expiryFrom(settings, now),
    ...previewOf('user', request),
    ...paceOf(known, now),
    // Whoever writes has the chat before them.
    mailDueAt: null,
  }
  const { unnamedSince } = known
  const isNamed = request.first === true && unnamedSince !== null
  return { values, naming: isNamed ? { chatName: chatNameOf(request), unnamedSince } : null }
}
