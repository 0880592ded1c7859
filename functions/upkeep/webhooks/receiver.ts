import { Refusal } from '../../../contract/refusal.ts'

/** Where events go. */
export interface Receiver {
  readonly url: URL
  readonly secret: Buffer
  /** Whether it may have an address that only machines of the same network reach. */
  readonly mayBePrivate: boolean
}

/**
 * From `WEBHOOK_URL`, `WEBHOOK_SECRET` and `WEBHOOK_ALLOW_PRIVATE`; null without an address.
 *
 * @throws Refusal `misconfigured` for what is no address of http or https, or without a secret
 */
export function readReceiver(variables: Readonly<Record<string, string | undefined>>): Receiver | null {
  const address = variables['WEBHOOK_URL']
  if (!address) return null
  const secret = variables['WEBHOOK_SECRET']
  const url = URL.canParse(address) ? new URL(address) : null
  if (!secret || (url?.protocol !== 'https:' && url?.protocol !== 'http:')) {
    const problem = 'WEBHOOK_URL is no http(s) address, or WEBHOOK_SECRET is missing'
    throw new Refusal('misconfigured', { details: problem, cause: new Error(problem) })
  }
  const mayBePrivate = variables['WEBHOOK_ALLOW_PRIVATE'] === '1'
  return { url, secret: secretBytes(secret), mayBePrivate }
}

/** Standard Webhooks write secrets in base64 behind `whsec_`; any other text is taken as it is. */
function secretBytes(secret: string): Buffer {
  return secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret)
}
