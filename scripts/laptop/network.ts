import { networkInterfaces } from 'node:os'
import type { Connection } from '../connection.ts'

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '::1']
const EVERYWHERE: readonly string[] = ['0.0.0.0', '::']

/**
 * Whether other devices reach what listens on a host.
 *
 * @throws Error for an address that leaves out this machine itself
 */
export function isOnNetwork(host: string): boolean {
  if (LOOPBACK.includes(host)) return false
  if (EVERYWHERE.includes(host)) return true
  throw new Error(
    `HOST is "${host}": the Functions call this machine itself, so set it to 0.0.0.0 or :: for every address, or leave it out for this machine alone.`,
  )
}

/** Where other devices find a port that listens everywhere. */
export function networkOrigins(host: string, port: number): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family, scopeid }) => !internal && !scopeid && (family === 'IPv4' || host === '::'))
    .map(({ address, family }) => `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`)
}

/** Lets pages call the API by whatever name or address of this machine they were requested at. */
export async function allowEveryHost({ endpoint, projectId, key }: Connection): Promise<void> {
  const answer = await fetch(`${endpoint}/project/platforms/web`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-appwrite-project': projectId, 'x-appwrite-key': key },
    body: JSON.stringify({ platformId: 'network', name: 'Every host', hostname: '*' }),
  })
  // It is there from an earlier start.
  if (!answer.ok && answer.status !== 409) throw new Error(`Platforms answered ${answer.status}`)
}
