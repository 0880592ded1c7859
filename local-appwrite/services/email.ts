/** Longest address (RFC 5321 with the angle brackets left out). */
const EMAIL_MAX = 254
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i

/** True for what PHP's FILTER_VALIDATE_EMAIL takes. Every part is matched on its own, so no text takes long. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  if (at < 1 || at > 64 || text.length > EMAIL_MAX) return false
  const labels = text.slice(at + 1).split('.')
  return LOCAL.test(text.slice(0, at)) && labels.length > 1 && labels.every((label) => LABEL.test(label))
}
