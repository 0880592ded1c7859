import { createHash } from 'node:crypto'
import PostalMime, { addressParser, type Address, type Email } from 'postal-mime'
import { Refusal } from '../../../contract/refusal.ts'
import { readChatAddress, sessionOfMessageId, type ChatAddress } from '../chat-addresses.ts'
import { isAutomatic } from './is-automatic.ts'
import { bounceOf, type Bounce } from './bounce-of.ts'
import { newHtmlText } from './new-html-text.ts'
import { newText } from './new-text.ts'

/** A file of a mail. */
export interface MailFile {
  /** As the sender calls it, or its type where they don't. */
  readonly name: string
  readonly content: Uint8Array
}

/** A mail that came in, as far as a chat needs it. */
export interface ReceivedMail {
  readonly kind: 'answer' | 'automatic' | 'bounce' | 'stop'
  /** The chat that it is about; null for a mail that is about none of ours. */
  readonly sessionId: string | null
  /** The sender's address, or all that the mail names, with commas between; null for none. */
  readonly from: string | null
  /** Whether the receiving server says that the sender's domain didn't send it (DMARC). */
  readonly isForged: boolean
  /** Of its `Message-ID`, or of its bytes where that is missing. */
  readonly messageId: string
  /** What the sender wrote now, without what they answered to; empty for nothing. */
  readonly text: string
  /** The files that are attached. */
  readonly files: readonly MailFile[]
  /** Of a bounce: why, as `5.1.1` (RFC 3463). */
  readonly status: string | null
}

/** Of a mail's text so many characters are looked at: many times what a message takes, quotes and markup included. */
const TEXT_MAX = 300_000
/** What a file of the largest mail has in base64. Each line costs the parser some microseconds, however short it is. */
const LINES_MAX = 150_000
const LINE_FEED = 10
/** Deeper, or longer, mails are nobody's answer. */
const OPTIONS = { maxNestingDepth: 50, maxHeadersSize: 262_144, forceRfc822Attachments: true }

/**
 * Reads a mail.
 *
 * @param recipient whom it was delivered to, if the provider says so; else the mail's own headers tell
 * @throws Refusal `body_invalid` for what is no mail, `body_too_large` for one of too many lines
 */
export async function readMail(
  raw: Uint8Array,
  secret: string,
  recipient: string | null,
): Promise<ReceivedMail> {
  const email = await parse(raw)
  const header = (name: string) => email.headers.find(({ key }) => key === name)?.value ?? null
  const bounce = bounceOf(email, secret)
  const to = addressOf(email, secret, recipient)
  return {
    kind: kindOf(bounce, to, isAutomatic(header)),
    sessionId: to?.sessionId ?? bounce?.sessionId ?? null,
    from: sendersOf(email),
    isForged: valuesOf(email, 'authentication-results').some((value) => /\bdmarc=fail\b/i.test(value)),
    messageId: email.messageId?.trim() || createHash('sha256').update(raw).digest('hex'),
    text: textOf(email),
    files: email.attachments.filter(isFile).map(fileOf),
    status: bounce?.status ?? null,
  }
}

/** A mail may name several: no one of them is the sender then. */
function sendersOf(email: Email): string | null {
  const named = valuesOf(email, 'from').flatMap((value) => addressParser(value).flatMap(mailboxes))
  return named.map((address) => address.trim()).join(', ') || null
}

/** Each server on the way writes a header of its own above the others. */
function valuesOf({ headers }: Email, name: string): readonly string[] {
  return headers.filter(({ key }) => key === name).map(({ value }) => value)
}

function kindOf(bounce: Bounce | null, to: ChatAddress | null, isAutomatic: boolean): ReceivedMail['kind'] {
  if (bounce?.isForGood) return 'bounce'
  if (bounce !== null || to?.purpose === 'bounce') return 'automatic'
  // Programs send it for people who press a button.
  if (to?.purpose === 'stop') return 'stop'
  return isAutomatic ? 'automatic' : 'answer'
}

async function parse(raw: Uint8Array): Promise<Email> {
  if (hasMoreLines(raw, LINES_MAX)) throw new Refusal('body_too_large')
  try {
    return await PostalMime.parse(raw, OPTIONS)
  } catch (cause) {
    throw new Refusal('body_invalid', { cause, details: [{ at: '', problem: 'is no mail' }] })
  }
}

function hasMoreLines(raw: Uint8Array, max: number): boolean {
  let lines = 0
  for (let at = raw.indexOf(LINE_FEED); at >= 0 && lines <= max; at = raw.indexOf(LINE_FEED, at + 1)) lines++
  return lines > max
}

/** What was written, not what was drawn around it. */
function textOf({ text, html }: Email): string {
  const plain = newText((text ?? '').slice(0, TEXT_MAX))
  return plain === '' && html !== undefined ? newText(newHtmlText(html.slice(0, TEXT_MAX))) : plain
}

/** Proofs of who wrote it. */
const SIGNATURES: ReadonlySet<string> = new Set([
  'application/pgp-signature',
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
])

/** Pictures that HTML shows, as the logo of a signature, are no files; a phone's photo is one, though it calls it inline. */
function isFile({ disposition, related, filename, mimeType }: Email['attachments'][number]): boolean {
  if (related === true || SIGNATURES.has(mimeType)) return false
  return disposition !== 'inline' || filename !== null
}

function fileOf({ filename, mimeType, content }: Email['attachments'][number]): MailFile {
  return {
    name: filename ?? mimeType,
    content: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
  }
}

/** Which of a chat's addresses it came to, or which of our mails it answers. */
function addressOf(email: Email, secret: string, recipient: string | null): ChatAddress | null {
  const delivered = email.headers
    .filter(({ key }) => DELIVERED.has(key))
    .map(({ value }) => value.replaceAll(/[<>\s]/g, ''))
  const named = [...(email.to ?? []), ...(email.cc ?? [])].flatMap(mailboxes)
  for (const address of [...(recipient === null ? [] : [recipient.trim()]), ...delivered, ...named]) {
    const read = readChatAddress(secret, address)
    if (read !== null) return read
  }
  for (const id of `${email.inReplyTo ?? ''} ${email.references ?? ''}`.split(/\s+/).reverse()) {
    const sessionId = sessionOfMessageId(secret, id)
    if (sessionId !== null) return { purpose: 'reply', sessionId }
  }
  return null
}

const DELIVERED: ReadonlySet<string> = new Set([
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
])

function mailboxes(address: Address): string[] {
  return address.group === undefined ? [address.address] : address.group.map((one) => one.address)
}
