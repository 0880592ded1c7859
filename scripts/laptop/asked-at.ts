/**
 * The endpoint for a browser that requested a page: at the address of that request, which may be one of
 * the network, IPv6, or a proxy's. A proxy that doesn't report its path prefix
 * (`X-Forwarded-Prefix`) gets one relative to the page.
 */
export function endpointFor(request: Request): string {
  const header = (name: string) => request.headers.get(name)?.split(',')[0]?.trim()
  const { protocol, host } = new URL(request.url)
  const isForwarded = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host'].some(header)
  const prefix = header('x-forwarded-prefix')
  if (isForwarded && prefix === undefined) return 'v1'
  const base = `${header('x-forwarded-proto') ?? protocol.slice(0, -1)}://${header('x-forwarded-host') ?? host}`
  const path = `/${prefix ?? ''}/v1`.replace(/\/{2,}/g, '/')
  return URL.parse(path, base)?.href ?? 'v1'
}

/** The same for what a page one folder down fetches: its own address is in the request, with all that a proxy adds. */
export function endpointForPageOf(request: Request): string {
  const page = request.headers.get('referer')
  const endpoint = page === null ? null : URL.parse('../v1', page)
  if (endpoint !== null) return endpoint.href
  return URL.parse(endpointFor(request), new URL(request.url).origin)?.href ?? ''
}
