import * as limits from './limits.ts'
import { parseUserMeta } from './user-meta.ts'

/** Signs that no address has which people use, and that mean something in a mail's header. */
const IN_THE_WAY = /[\s"'(),:;<>[\\\]\p{Cc}\p{Cf}]/u

/** Whether a mail may be sent to a text: one address, without a name and without anything that a mail's header reads otherwise. */
export function isMailAddress(text: string): boolean {
  if (text.length > limits.mailAddressMax || IN_THE_WAY.test(text)) return false
  const [local, domain, ...more] = text.split('@')
  if (!local || !domain || more.length > 0 || local.length > 64) return false
  const labels = domain.split('.')
  return labels.length > 1 && labels.every((label) => label !== '' && !/^-|-$/.test(label))
}

/** What says where mails about a session go. */
export interface Addressed {
  /** JSON text, see `user-meta.ts`. */
  readonly userMeta: string | null
  readonly verifiedEmail: string | null
}

/** Where mails about a session go: to the address that the site's server has verified, else to the one that was left. Null without any. */
export function mailAddressOf({ userMeta, verifiedEmail }: Addressed): string | null {
  const verified = verifiedEmail?.trim() ?? ''
  return isMailAddress(verified) ? verified : leftAddressOf(userMeta)
}

/** The address that a visitor left, or their page knows: `email` of the metadata. Null when that is none. */
export function leftAddressOf(userMeta: string | null): string | null {
  const { email } = parseUserMeta(userMeta)
  return typeof email === 'string' && isMailAddress(email.trim()) ? email.trim() : null
}

/** The same mailbox: providers that tell capitals apart are not known. */
export function isSameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
