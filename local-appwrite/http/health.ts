import { APPWRITE_VERSION } from '../services/appwrite-error.ts'
import type { Endpoint } from './endpoint.ts'

/** Milliseconds that a part needed to answer; every part is this process, so there is nothing to wait for. */
const status = (name: string) => ({ name, status: 'pass', ping: 0 })

/** Health, ping, and the locale of callers whose country is not known. */
export function healthEndpoints(): Endpoint[] {
  const guarded = { scopes: ['health.read'] }
  return [
    {
      method: 'GET',
      path: '/health/version',
      scopes: 'public',
      needsProject: false,
      handle: () => ({ status: 200, body: { version: APPWRITE_VERSION } }),
    },
    {
      method: 'GET',
      path: '/ping',
      scopes: 'public',
      needsProject: false,
      handle: () =>
        new Response('Pong!', { status: 200, headers: { 'Content-Type': 'text/plain; charset=UTF-8' } }),
    },
    { ...guarded, method: 'GET', path: '/health', handle: () => ({ status: 200, body: status('http') }) },
    ...['db', 'cache', 'pubsub'].map((name): Endpoint => ({
      ...guarded,
      method: 'GET',
      path: `/health/${name}`,
      handle: () => ({ status: 200, body: { total: 1, statuses: [status(name)] } }),
    })),
    {
      ...guarded,
      method: 'GET',
      path: '/health/time',
      handle() {
        const now = Math.floor(Date.now() / 1000)
        return { status: 200, body: { remoteTime: now, localTime: now, diff: 0 } }
      },
    },
    {
      method: 'GET',
      path: '/locale',
      scopes: ['locale.read'],
      handle: ({ clientIp }) => ({
        status: 200,
        body: {
          ip: clientIp,
          countryCode: '--',
          country: 'Unknown',
          continent: 'Unknown',
          continentCode: '--',
          eu: false,
          currency: '',
        },
      }),
    },
  ]
}
