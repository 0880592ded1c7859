/** As in `#porchlight=TOKEN`. */
const LINK = /^#porchlight=([\w-]{43})$/

/** The token of a mail's link in the page's address, or null. It is taken out of the address, which people pass on. */
export function takeLinkToken(): string | null {
  const token = LINK.exec(location.hash)?.[1] ?? null
  if (token !== null) history.replaceState(history.state, '', location.pathname + location.search)
  return token
}
