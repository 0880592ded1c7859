import { createHmac, timingSafeEqual } from 'node:crypto'
import * as limits from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'

/**
 * Checks who sent a mail on: `x-porchlight-timestamp` is the time in seconds since 1970, `x-porchlight-signature` the
 * HMAC-SHA256, in hexadecimal, of that time, a dot, and the mail. What the headers say of the recipient is signed with
 * neither, and trusted no more than the mail's own headers.
 *
 * @throws Refusal `signature_wrong`
 */
export function checkSignature(
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
  secret: string,
  now: number,
): void {
  const timestamp = headers['x-porchlight-timestamp'] ?? ''
  const given = headers['x-porchlight-signature'] ?? ''
  const ageSeconds = Math.abs(now / 1000 - Number(timestamp))
  // Of no number it is NaN, which is not small either.
  if (!/^\d{1,12}$/.test(timestamp) || !(ageSeconds <= limits.mailSignatureSeconds)) refuse()
  if (!/^[0-9a-f]{64}$/i.test(given)) refuse()
  const wanted = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest()
  if (!timingSafeEqual(wanted, Buffer.from(given, 'hex'))) refuse()
}

function refuse(): never {
  throw new Refusal('signature_wrong')
}
