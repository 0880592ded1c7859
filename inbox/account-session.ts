import { AppwriteException } from 'appwrite'
import { parseJson } from '../client/parse-json.ts'
import type { InboxConfig } from './inbox-config.ts'
import { recall, remember } from './tab-storage.ts'

/** The agent's account session in this tab. What Appwrite refuses is thrown as its SDK would throw it. */
export interface AccountSession {
  /** What proves it in a header and to Realtime; null where the browser's own cookie does. */
  readonly secret: () => string | null
  readonly open: (email: string, password: string) => Promise<void>
  /** Ends it on the server, then here. Nothing is forgotten when the server isn't reached. */
  readonly end: () => Promise<void>
}

/** The SDK's own place for secrets, which every script of the origin can read, for a year. */
const SDK_KEY = 'cookieFallback'

/**
 * Signs in and out without Appwrite's SDK, which puts the secret into `localStorage` whenever Appwrite names it.
 *
 * Appwrite sets a cookie that no script can read, and names the secret as well where the API isn't of the page's site.
 * Here it is kept only if the cookie doesn't work, and no longer than the tab lives: a reload finds it, nobody else's
 * tab does.
 */
export function createAccountSession(config: InboxConfig): AccountSession {
  const key = `porchlight-inbox:session:${config.projectId}`
  clearSdkSecret(config.projectId)
  let secret = recall(key)

  function keep(value: string | null): void {
    secret = value
    remember(key, value)
  }

  async function ask(method: string, path: string, proof: string | null, body?: object) {
    const response = await fetch(config.endpoint + path, {
      method,
      credentials: 'include',
      cache: 'no-store',
      headers: {
        'Content-Type': 'application/json',
        'X-Appwrite-Project': config.projectId,
        ...(proof !== null && { 'X-Appwrite-Session': proof }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const answer = parseJson(await response.text())
    if (response.ok) return { answer, named: response.headers.get('X-Fallback-Cookies') }
    const type = typeof answer?.['type'] === 'string' ? answer['type'] : ''
    throw new AppwriteException(`Appwrite answered ${response.status} ${type}`, response.status, type)
  }

  /** Whether the cookie alone proves the account: a browser may have refused it. */
  async function isCookieEnough(userId: unknown): Promise<boolean> {
    try {
      const { answer } = await ask('GET', '/account', null)
      return answer?.['$id'] === userId
    } catch (thrown) {
      if (isRefusal(thrown)) return false
      throw thrown
    }
  }

  async function end(): Promise<void> {
    try {
      await ask('DELETE', '/account/sessions/current', secret)
    } catch (thrown) {
      if (isRefusal(thrown)) keep(null)
      throw thrown
    }
    keep(null)
  }

  /** One that was left over; whoever signs in now needn't be whose it is. */
  async function endEarlier(): Promise<void> {
    try {
      await end()
    } catch (thrown) {
      if (!isRefusal(thrown)) throw thrown
    }
  }

  return {
    secret: () => secret,
    end,
    open: async (email, password) => {
      if (secret !== null) await endEarlier()
      const create = () => ask('POST', '/account/sessions/email', null, { email, password })
      const { answer, named } = await create().catch(async (thrown: unknown) => {
        const isTaken = thrown instanceof AppwriteException && thrown.type === 'user_session_already_exists'
        if (!isTaken) throw thrown
        await endEarlier()
        return create()
      })
      const value = secretIn(named, config.projectId)
      if (value !== null && !(await isCookieEnough(answer?.['userId']))) keep(value)
    },
  }
}

/** An account session that Appwrite doesn't take, or no longer. Too many calls and faults of the server tell nothing of it. */
function isRefusal(thrown: unknown): boolean {
  return thrown instanceof AppwriteException && [401, 403, 404].includes(thrown.code)
}

/** The project's secret in what Appwrite sends for pages that its cookie doesn't reach; null when there is none. */
function secretIn(text: string | null, projectId: string): string | null {
  const secret = parseJson(text)?.[cookieName(projectId)]
  return typeof secret === 'string' && secret !== '' ? secret : null
}

function cookieName(projectId: string): string {
  return `a_session_${projectId}`
}

/** Takes away what the SDK of an earlier version kept of this project. */
function clearSdkSecret(projectId: string): void {
  try {
    const kept = parseJson(localStorage.getItem(SDK_KEY))
    if (kept === null) return
    const ours = [cookieName(projectId), `${cookieName(projectId)}_legacy`]
    const others = Object.entries(kept).filter(([name]) => !ours.includes(name))
    if (others.length === 0) localStorage.removeItem(SDK_KEY)
    else localStorage.setItem(SDK_KEY, JSON.stringify(Object.fromEntries(others)))
  } catch {
    // Where storage is blocked nothing was kept either.
  }
}
