import { createHmac } from 'node:crypto'

/**
 * The headers of Standard Webhooks: whoever has the secret can tell that the body is ours, and when it was sent.
 *
 * @param sentAt seconds since 1970
 */
export function signedHeaders(
  secret: Buffer,
  id: string,
  sentAt: number,
  body: string,
): Readonly<Record<string, string>> {
  const signature = createHmac('sha256', secret).update(`${id}.${sentAt}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(sentAt), 'webhook-signature': `v1,${signature}` }
}
