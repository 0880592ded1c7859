/** Controls, zero-width and bidirectional marks: they can make an address look like another one. */
const INVISIBLE =
  // oxlint-disable-next-line eslint/no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu

/** An address to link to, or null when it is not http, https, mailto or tel, or hides something. */
export function safeHref(address: string): string | null {
  try {
    const url = new URL(address.replace(INVISIBLE, ''))
    // A name before an @ can pass for the host.
    if (url.username || url.password) return null
    return ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol) ? url.href : null
  } catch {
    return null
  }
}
