import type { PageStore } from './page-store.ts'

/**
 * Shows an error when the page's own Content-Security-Policy keeps Appwrite away: the browser tells nobody but its console, and
 * the call fails as if the network were gone.
 */
export function watchPolicy(endpoint: string, { $obstacle }: PageStore): void {
  const { host } = new URL(endpoint)
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective !== 'connect-src' || !URL.canParse(blockedURI)) return
    if (new URL(blockedURI).host !== host) return
    $obstacle.set(
      `This page’s Content-Security-Policy doesn’t let it reach ${host}. Add its https: and wss: addresses to connect-src; see docs/deploying.md.`,
    )
  })
}
