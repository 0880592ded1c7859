/**
 * Where a link leads whose text looks like another address, or null: its host, or the address or number it is to.
 * What only might be an address counts: a host too many is honest, one too few is not.
 *
 * @param text as it is shown, without marks
 */
export function otherDestination(text: string, href: string): string | null {
  const { protocol, host, pathname } = new URL(href)
  const isWeb = host !== ''
  const destination = isWeb ? host : decoded(pathname)
  const goal = isWeb ? plainHost(host) : digitsOr(destination, protocol)
  const claims = addressesIn(text).map((claim) =>
    isWeb ? plainHost(hostIn(claim)) : digitsOr(claim, protocol),
  )
  const numbers = protocol === 'tel:' && claims.length === 0 ? [text.replace(/\D/g, '')].filter(Boolean) : []
  return [...claims, ...numbers].every((claim) => claim === goal) ? null : destination
}

/** What looks like a dot: of other scripts, and a Hebrew point at the foot of a letter. */
const DOTS = /[\u05b4\u06d4\u0701\u2024\u3002\ua4f8\ua60e]/g

/** Words with a dot or an @ between letters or an IP address, as they look: without what nobody sees. */
function addressesIn(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(DOTS, '.')
    .split(/[^\p{L}\p{M}\p{N}.:/@?#%=&_+-]+/u)
    .filter((word) => /[\p{L}\p{M}\p{N}_-][.@][\p{L}\p{M}]{2}|:\/\/|\d\.\d{1,3}\.\d{1,3}\.\d/u.test(word))
}

/** No host is longer. */
const HOST_MAX = 253

/** The host in what may be an address. */
function hostIn(claim: string): string {
  const [, afterScheme = claim] = claim.split('://')
  return (afterScheme.split(/[/?#]/)[0] ?? '').slice(0, HOST_MAX).replace(/[.:]+$/, '')
}

function plainHost(host: string): string {
  const name = host.toLowerCase().replace(/^www\./, '')
  // What is before it passes for a host.
  if (name.includes('@')) return name
  try {
    // As browsers write it: letters beyond ASCII are others in an href.
    return new URL(`http://${name}`).host.replace(/^www\./, '')
  } catch {
    return name
  }
}

function digitsOr(address: string, protocol: string): string {
  return protocol === 'tel:' ? address.replace(/\D/g, '') : address.toLowerCase()
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
