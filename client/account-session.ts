import { isRecord } from '../contract/is-record.ts'
import { ChatError } from './chat-error.ts'
import { sendRequest, type HttpAnswer, type HttpRequest, type Target } from './http.ts'
import { parseJson } from './parse-json.ts'
import { recall, remember } from './tab-storage.ts'

/** A person's account session in this tab: by e-mail and password. Every promise rejects with a ChatError. */
export interface AccountSession {
  /** What proves it in a header and to Realtime; null where the browser's own cookie does. */
  readonly secret: () => string | null
  readonly open: (email: string, password: string) => Promise<void>
  /** Ends it on the server, then here. Nothing is forgotten when the server isn't reached. */
  readonly end: () => Promise<void>
}

const TIMEOUT_MS = 15_000
/** Where Appwrite's web SDK keeps secrets: every script of the origin can read them there, for a year. */
const SDK_KEY = 'cookieFallback'

/**
 * Appwrite sets a cookie that no script can read, and names the secret as well where the API isn't of the page's site.
 * Here the secret is kept only if the cookie doesn't work, and no longer than the tab lives: a reload finds it, nobody
 * else's tab does.
 *
 * @param target one that takes cookies
 * @param key where the tab keeps a secret that it needs
 */
export function createAccountSession(
  target: Target & { readonly credentials: 'include' },
  key: string,
): AccountSession {
  clearSdkSecret(target.projectId)
  let secret = recall(key)

  function keep(value: string | null): void {
    secret = value
    remember(key, value)
  }

  function send(request: Omit<HttpRequest, 'timeoutMs'>): Promise<HttpAnswer> {
    return sendRequest(target, { ...request, timeoutMs: TIMEOUT_MS })
  }

  /** Whether the cookie alone proves the account: a browser may have refused it. */
  async function isCookieEnough(userId: unknown): Promise<boolean> {
    try {
      const { answer } = await send({ method: 'GET', path: '/account', secret: null })
      return answer?.['$id'] === userId
    } catch (thrown) {
      if (isRefusal(thrown)) return false
      throw thrown
    }
  }

  async function end(): Promise<void> {
    try {
      await send({ method: 'DELETE', path: '/account/sessions/current', secret })
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
      const body = { email, password }
      const create = () => send({ method: 'POST', path: '/account/sessions/email', body, secret: null })
      const { answer, response } = await create().catch(async (thrown: unknown) => {
        if (refusedWith(thrown)?.['type'] !== 'user_session_already_exists') throw thrown
        await endEarlier()
        return create()
      })
      const value = secretIn(response.headers.get('X-Fallback-Cookies'), target.projectId)
      if (value !== null && !(await isCookieEnough(answer?.['userId']))) keep(value)
    },
  }
}

/** Appwrite's body where it refused: `type`, and the status as `code`. Null for everything else that was thrown. */
export function refusedWith(thrown: unknown): Readonly<Record<string, unknown>> | null {
  const cause = thrown instanceof ChatError ? thrown.cause : null
  return isRecord(cause) && typeof cause['type'] === 'string' ? cause : null
}

/** An account session that Appwrite doesn't take, or no longer. Too many calls and faults of the server tell nothing of it. */
function isRefusal(thrown: unknown): boolean {
  return [401, 403, 404].includes(Number(refusedWith(thrown)?.['code']))
}

/** The project's secret in what Appwrite sends for pages that its cookie doesn't reach; null when there is none. */
function secretIn(text: string | null, projectId: string): string | null {
  const secret = parseJson(text)?.[cookieName(projectId)]
  return typeof secret === 'string' && secret !== '' ? secret : null
}

function cookieName(projectId: string): string {
  return `a_session_${projectId}`
}

/** Takes away what the SDK kept of this project for an earlier version of the page. */
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
