import type { Email } from 'postal-mime'
import { sessionOfMessageId } from '../chat-addresses.ts'

/** A mail of ours that didn't arrive. */
export interface Bounce {
  /** By the id of the mail, where the report has it. */
  readonly sessionId: string | null
  /** As `5.1.1` (RFC 3463), or null. */
  readonly status: string | null
  /** False while the server still tries, and for what may work another time. */
  readonly isForGood: boolean
}

/** How much of a report's parts is looked at. */
const LOOKED_AT = 20_000

/** What a report of a mail server says (RFC 3464), or one without parts; null for any other mail. */
export function bounceOf(email: Email, secret: string): Bounce | null {
  const type = email.headers.find(({ key }) => key === 'content-type')?.value.toLowerCase() ?? ''
  const isReport = type.startsWith('multipart/report') && !type.includes('disposition-notification')
  const sender = email.from?.address?.toLowerCase() ?? ''
  const isFromServer = /^(mailer-daemon|postmaster)@/.test(sender)
  if (!isReport && !isFromServer) {
    // Nobody is to answer it, which holds for absences too: it says nothing of ours.
    return email.returnPath?.trim() === '<>' ? { sessionId: null, status: null, isForGood: false } : null
  }
  const parts = [...email.attachments.map(contentOf), (email.text ?? '').slice(0, LOOKED_AT)]
  const status =
    firstIn(parts, /^status:\s?(\d\.\d{1,3}\.\d{1,3})/im) ?? firstIn(parts, /\b([45]\.\d{1,3}\.\d{1,3})\b/)
  const action = firstIn(parts, /^action:\s?([a-z]{1,20})/im)?.toLowerCase()
  const sessionId = parts
    .flatMap((part) => part.match(/<porchlight\.[0-9a-f]{56}\.\d{1,16}@/gi) ?? [])
    .map((id) => sessionOfMessageId(secret, id))
    .find((found) => found !== null)
  const isForGood = action === undefined ? status?.startsWith('5') === true : action === 'failed'
  return { sessionId: sessionId ?? null, status, isForGood: isForGood && !status?.startsWith('4') }
}

function firstIn(parts: readonly string[], pattern: RegExp): string | null {
  for (const part of parts) {
    const found = pattern.exec(part)?.[1]
    if (found !== undefined) return found
  }
  return null
}

function contentOf({ content }: Email['attachments'][number]): string {
  if (typeof content === 'string') return content.slice(0, LOOKED_AT)
  return new TextDecoder().decode(new Uint8Array(content).subarray(0, LOOKED_AT))
}
