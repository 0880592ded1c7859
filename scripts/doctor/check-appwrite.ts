import { findAppwrite, NoAppwrite } from '../../deployment/find-appwrite.ts'
import { failed, ok, warning, type Check } from './finding.ts'

/** The least version whose API the product speaks. */
const LEAST = [1, 8] as const
/** Links, limits and tokens are right to a minute or so. */
const CLOCK_TOLERANCE_MS = 60_000

/** Whether an Appwrite answers at the endpoint, which, and what time it has. */
export const checkAppwrite: Check = {
  name: 'Appwrite',
  needs: [],
  async look({ connection: { endpoint } }) {
    try {
      const version = await findAppwrite(endpoint)
      const [major = 0, minor = 0] = version.split('.').map(Number)
      if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])) {
        return [failed(`Appwrite ${version} answers at ${endpoint}.`, 'Upgrade it to 1.8 or newer.')]
      }
      return [ok(`Appwrite ${version} answers at ${endpoint}.`), await clockOf(endpoint)]
    } catch (thrown) {
      if (thrown instanceof NoAppwrite)
        return [failed(thrown.message, 'Set APPWRITE_ENDPOINT to an address that ends in /v1.')]
      return [
        failed(
          `Nothing answers at ${endpoint}.`,
          'Start it ("npm start" on a laptop), or check APPWRITE_ENDPOINT.',
        ),
      ]
    }
  },
}

async function clockOf(endpoint: string) {
  const { headers } = await fetch(`${endpoint}/health/version`)
  const differenceMs = Math.abs(Date.parse(headers.get('date') ?? '') - Date.now())
  return differenceMs > CLOCK_TOLERANCE_MS
    ? warning(
        `Its clock and this machine’s differ by ${Math.round(differenceMs / 1000)} seconds.`,
        'Let both keep time by NTP.',
      )
    : ok('Its clock is right.')
}
