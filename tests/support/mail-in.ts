import { createHmac } from 'node:crypto'
import { MAIL_PATH } from '../../contract/mail-path.ts'
import type { Stack } from './stack.ts'
import { answerOf, type Answer } from './visitor.ts'

/** Headers by which a mail provider proves that a mail comes from it. */
export function signed(
  secret: string,
  mail: string | Uint8Array,
  seconds = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`${seconds}.`).update(mail).digest('hex')
  return { 'x-porchlight-timestamp': String(seconds), 'x-porchlight-signature': signature }
}

/** Hands over a mail as a provider does. */
export async function deliver(
  stack: Pick<Stack, 'origin'>,
  mail: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Promise<Answer> {
  const response = await fetch(stack.origin + MAIL_PATH, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822', ...headers },
    body: mail,
  })
  return answerOf(response.status, await response.text())
}
