import { replyTokenOf, sessionOfToken } from './reply-token.ts'

/** What a mail to one of a chat's addresses is: an answer, the wish for no more mails, or a mail that didn't arrive. */
const PURPOSES = ['reply', 'stop', 'bounce'] as const
type Purpose = (typeof PURPOSES)[number]

/** One of a chat's addresses, as a mail came to it. */
export interface ChatAddress {
  readonly purpose: Purpose
  readonly sessionId: string
}

const ADDRESS = /^(reply|stop|bounce)\+([0-9a-f]{56})@/i
/** What we write into `Message-ID`, and other programs into `In-Reply-To` and `References`. */
const MESSAGE_ID = /^<?porchlight\.([0-9a-f]{56})\.\d{1,16}@/i

/** A chat's address for a purpose, in the manner of VERP; null for a session that has no token. */
export function chatAddress(
  purpose: Purpose,
  sessionId: string,
  { secret, domain }: { readonly secret: string; readonly domain: string },
): string | null {
  const token = replyTokenOf(secret, sessionId)
  return token && `${purpose}+${token}@${domain}`
}

/** What an address says, whatever its domain; null when it is none of ours. */
export function readChatAddress(secret: string, address: string): ChatAddress | null {
  const [, named, token = ''] = ADDRESS.exec(address) ?? []
  const purpose = PURPOSES.find((one) => one === named?.toLowerCase())
  const sessionId = sessionOfToken(secret, token)
  return purpose === undefined || sessionId === null ? null : { purpose, sessionId }
}

/**
 * The id of a mail that tells of replies up to one: the same whenever it is sent, so that programs show one that came
 * twice once. Number 0 stands for none that was sent: all mails of a chat answer it, which holds them together.
 */
export function chatMessageId(token: string, upTo: number, domain: string): string {
  return `<porchlight.${token}.${upTo}@${domain}>`
}

/** The session that the id of a mail of ours names; null when it is none of ours. */
export function sessionOfMessageId(secret: string, messageId: string): string | null {
  return sessionOfToken(secret, MESSAGE_ID.exec(messageId)?.[1] ?? '')
}
