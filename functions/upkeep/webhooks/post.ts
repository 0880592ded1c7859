import { lookup as lookUp, type LookupAddress, type LookupOptions } from 'node:dns'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { isPrivateAddress } from './private-addresses.ts'
import type { Receiver } from './receiver.ts'
import { signedHeaders } from './sign.ts'

/** All that one attempt may take: on a small Appwrite the bot waits in the same line. */
const TIMEOUT_MS = 2000

export type Sent =
  | { readonly kind: 'taken' }
  /** Nobody answered in time, or it is busy: others would not come through either. */
  | { readonly kind: 'unreachable'; readonly problem: string }
  | { readonly kind: 'refused'; readonly problem: string }

/** Answers that are about the moment, not the event. */
const BUSY: ReadonlySet<number> = new Set([408, 429, 502, 503, 504])

/** Sends an event once. Follows no redirect, reads no more of the answer than its status. Never throws. */
export async function post(receiver: Receiver, id: string, body: string, now: Date): Promise<Sent> {
  try {
    const status = await statusOf(receiver, id, body, Math.floor(now.getTime() / 1000))
    if (status >= 200 && status < 300) return { kind: 'taken' }
    return { kind: BUSY.has(status) ? 'unreachable' : 'refused', problem: `answered ${status}` }
  } catch (thrown) {
    return { kind: 'unreachable', problem: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

async function statusOf(receiver: Receiver, id: string, body: string, sentAt: number): Promise<number> {
  const { url, secret, mayBePrivate } = receiver
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!mayBePrivate && isIP(host) !== 0 && isPrivateAddress(host)) throw new Error(IS_PRIVATE)
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
    url,
    {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Porchlight',
        ...signedHeaders(secret, id, sentAt, body),
      },
      agent: false,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(!mayBePrivate && { lookup: lookUpPublic }),
    },
    resolve,
  )
  request.on('error', reject)
  request.end(body)
  const response = await promise
  const { statusCode = 0 } = response
  // Whatever else it would have said is nothing to us, a broken end too.
  response.on('error', () => undefined).destroy()
  return statusCode
}

const IS_PRIVATE = 'the address is private; WEBHOOK_ALLOW_PRIVATE=1 allows it'

type Found = (error: Error | null, addresses: string | LookupAddress[], family?: number) => void

/** What is looked up is what is connected to: a name can't be public for the check and private afterwards. */
function lookUpPublic(host: string, options: LookupOptions, found: Found): void {
  lookUp(host, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return found(error, [])
    const [first] = addresses
    if (first === undefined || addresses.some(({ address }) => isPrivateAddress(address)))
      return found(new Error(IS_PRIVATE), [])
    return options.all ? found(null, addresses) : found(null, first.address, first.family)
  })
}
