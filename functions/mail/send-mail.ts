import type { SendingSettings } from './mail-settings.ts'
import type { Written } from './write-mail.ts'

/** One mail about a chat, with what holds it together with the others. */
export interface OutgoingMail extends Written {
  readonly to: string
  readonly messageId: string
  /** The id that all mails of the chat answer. */
  readonly thread: string
  readonly replyTo: string | null
  /** Where a bounce goes; null for the sender's own address. */
  readonly bouncesTo: string | null
  readonly stopAddress: string | null
  readonly files: readonly MailFile[]
}

/** A file that goes along. */
export interface MailFile {
  readonly name: string
  readonly type: string
  readonly content: Uint8Array
}

export type Sent =
  | { readonly kind: 'sent' }
  /** The server takes no mail for this address, whoever asks again. */
  | { readonly kind: 'refused'; readonly code: string }
  /** It may work another time. `code` is the server's. */
  | { readonly kind: 'failed'; readonly code: string }
  /** No mail can be sent now: the server isn't there, takes no sign-in or is too slow, or `SMTP_URL` is none. */
  | { readonly kind: 'unreachable'; readonly code: string }

/** Marks our own mails, so that one that comes back is recognised. */
const OWN_HEADER = 'X-Porchlight-Mail'

/** A server that takes longer counts as one that can't be reached: upkeep waits for it. */
const TIMEOUTS = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 8000, dnsTimeout: 5000 }

/** One mail takes no longer, however slowly the server says things: upkeep waits for it. */
const DEADLINE_MS = 15_000
/** Nodemailer's codes of mails that the server has looked at: another mail may go out. */
const OF_ONE_MAIL: ReadonlySet<string> = new Set(['EENVELOPE', 'EMESSAGE', 'ESTREAM'])
/** RFC 5321: the server closes, whatever it was asked. */
const CLOSING = 421

/** Sends one mail. A server's refusal is an outcome, never an error; so is an `SMTP_URL` that is none. */
export async function sendMail(
  settings: SendingSettings,
  mail: OutgoingMail,
  deadlineMs = DEADLINE_MS,
): Promise<Sent> {
  // Nothing of it is told: there is a password in it.
  if (!isSmtpUrl(settings.smtpUrl)) return { kind: 'unreachable', code: 'smtp_url_invalid' }
  // Loaded when there is something to send, so that no other run of upkeep waits for it.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport(withTimeouts(settings.smtpUrl))
  const signal = AbortSignal.timeout(deadlineMs)
  const { to, subject, text, html, messageId, thread, replyTo, bouncesTo, stopAddress, files } = mail
  try {
    await transport.sendMail({
      from: settings.from,
      to: { name: '', address: to },
      ...(replyTo !== null && { replyTo }),
      ...(bouncesTo !== null && { envelope: { from: bouncesTo, to } }),
      subject,
      text,
      html,
      attachments: files.map(({ name, type, content }) => ({
        filename: name,
        contentType: type,
        content: Buffer.from(content),
      })),
      messageId,
      inReplyTo: thread,
      references: thread,
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        [OWN_HEADER]: '1',
        ...(stopAddress !== null && { 'List-Unsubscribe': `<mailto:${stopAddress}>` }),
      },
      signal,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return { kind: 'sent' }
  } catch (thrown) {
    return signal.aborted ? { kind: 'unreachable', code: 'ETIMEDOUT' } : outcomeOf(thrown)
  } finally {
    transport.close()
  }
}

/** Whether nodemailer can read it. */
function isSmtpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return (protocol === 'smtp:' || protocol === 'smtps:') && hostname !== ''
}

/** What `SMTP_URL` says of times stays. */
function withTimeouts(smtpUrl: string): string {
  const url = new URL(smtpUrl)
  for (const [name, milliseconds] of Object.entries(TIMEOUTS)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(milliseconds))
  }
  return url.href
}

/** By the codes of nodemailer and of RFC 5321; anything else may be over soon. */
function outcomeOf(thrown: unknown): Sent {
  if (!(thrown instanceof Error)) throw thrown
  const code = 'code' in thrown ? String(thrown.code) : thrown.name
  const status = 'responseCode' in thrown ? Number(thrown.responseCode) : 0
  const named = status > 0 ? `${code} ${status}` : code
  // The recipient is refused, not the sender; 5.7 is a rule of the server's, which may be about us.
  const isPolicy = 'response' in thrown && / 5\.7\.\d/.test(String(thrown.response))
  const isForGood = code === 'EENVELOPE' && status >= 500 && 'rejected' in thrown && !isPolicy
  if (isForGood) return { kind: 'refused', code: named }
  const isOfThisMail = OF_ONE_MAIL.has(code) && status !== CLOSING
  return { kind: isOfThisMail ? 'failed' : 'unreachable', code: named }
}
