import { Refusal } from '../../contract/refusal.ts'
import { readTheme } from '../../contract/theme.ts'
import { isOperatorText } from '../repositories/plain-texts.ts'
import { mergeUserMeta, parseUserMeta, readUserMetaChange } from '../../contract/user-meta.ts'

/** A theme as the row's JSON text. Throws `theme_invalid` with the names of what isn't allowed. */
export function themeColumn(given: unknown): string {
  const { theme, rejected } = readTheme(given)
  if (rejected.length > 0) throw new Refusal('theme_invalid', { details: { rejected } })
  return JSON.stringify(theme)
}

/** The present metadata with a change, as the row's JSON text. Throws `user_meta_invalid`. */
export function userMetaColumn(present: string | null, given: unknown): string {
  const read = readUserMetaChange(given)
  if (!read.ok) throw new Refusal('user_meta_invalid', { details: { rejected: read.rejected } })
  const merged = mergeUserMeta(parseUserMeta(present), read.change)
  if (merged === null) throw new Refusal('user_meta_invalid', { details: { rejected: ['too many fields'] } })
  const json = JSON.stringify(merged)
  // Appwrite would execute it in place of storing it.
  if (isOperatorText(json)) throw new Refusal('user_meta_invalid', { details: { rejected: ['method'] } })
  return json
}
