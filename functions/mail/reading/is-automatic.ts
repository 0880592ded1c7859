/** Headers by which programs mark what no person wrote (RFC 3834, RFC 2076, and what Exchange and others add). */
const MARKS: readonly (readonly [name: string, isMark: (value: string) => boolean])[] = [
  ['auto-submitted', (value) => value !== 'no'],
  ['precedence', (value) => ['bulk', 'junk', 'list', 'auto_reply'].includes(value)],
  ['x-auto-response-suppress', (value) => value !== 'none'],
  ['x-autoreply', () => true],
  ['x-autorespond', () => true],
  ['x-autorespond-to', () => true],
  ['x-auto-reply-from', () => true],
  ['list-id', () => true],
  ['list-unsubscribe', () => true],
  // Ours, which came back.
  ['x-porchlight-mail', () => true],
]

/**
 * Whether a program wrote it: an absence, a confirmation, a list, or a mail of ours. Answering it, or storing it, would
 * go on for ever.
 *
 * @param header a header's value by its name in small letters, or null
 */
export function isAutomatic(header: (name: string) => string | null): boolean {
  return MARKS.some(([name, isMark]) => {
    const value = header(name)
    return value !== null && isMark((value.split(';')[0] ?? '').trim().toLowerCase())
  })
}
