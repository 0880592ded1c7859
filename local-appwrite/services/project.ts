import type { Database } from '../store/database.ts'
import type { Settings } from '../store/settings.ts'
import { AppwriteError } from './appwrite-error.ts'
import { signJwt, verifyJwt } from './jwt.ts'
import { ALL_SCOPES } from './scopes.ts'
import { isSameSecret, randomHex } from './secrets.ts'

/** A key besides the project's first one, which is kept in a file. */
export interface ApiKey {
  id: string
  name: string
  scopes: string[]
  /** Milliseconds since 1970, or null for no end. */
  expiresAt: number | null
  secret: string
  createdAt: number
  updatedAt: number
}

/** A web page that may call the API. */
export interface Platform {
  id: string
  name: string
  hostname: string
  createdAt: number
  updatedAt: number
}

/** What a key may do; `functionId` is set for the key an execution gets. */
export interface KeyRights {
  scopes: ReadonlySet<string>
  functionId: string | null
}

/** Hosts of the machine itself; registered with `localhost`. */
const OWN_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** The one project of this server: its id, its keys and the pages that may call it. */
export interface Project {
  readonly id: string
  /** Signs tokens; made once and kept in the data file. */
  readonly tokenSecret: string
  /** The rights of a key sent with a request, or null for a wrong or ended one. */
  rightsOf(secret: string): KeyRights | null
  /** What follows `ephemeral_` in the key of an execution: its function's scopes, for so many seconds. */
  issueFunctionToken(functionId: string, scopes: readonly string[], seconds: number): string
  /** True when pages of this host (lower case, without port) may call the API. */
  allowsHost: (host: string) => boolean
  keys(): ApiKey[]
  /** @throws AppwriteError key_not_found */
  key(id: string): ApiKey
  createKey(id: string, name: string, scopes: string[], expiresAt: number | null): Promise<ApiKey>
  updateKey(id: string, change: Pick<ApiKey, 'name' | 'scopes' | 'expiresAt'>): Promise<ApiKey>
  deleteKey(id: string): Promise<void>
  platforms(): Platform[]
  /** @throws AppwriteError platform_not_found */
  platform(id: string): Platform
  createPlatform(id: string, name: string, hostname: string): Promise<Platform>
  updatePlatform(id: string, name: string, hostname: string): Promise<Platform>
  deletePlatform(id: string): Promise<void>
}

/** `firstKey` is the key with all scopes. Must run once; makes the signing secret when the file is new. */
export async function openProject(
  database: Database,
  settings: Settings,
  id: string,
  firstKey: string,
): Promise<Project> {
  const tokenSecret = await database.transaction(() => {
    const known = settings.get('tokenSecret')
    if (known !== null) return known
    const made = randomHex(64)
    settings.set('tokenSecret', made)
    return made
  })
  // Kept in memory, because every request asks; read again after a change was undone.
  let known: { keys: ApiKey[]; platforms: Platform[] } | null = null
  const read = () =>
    (known ??= {
      // oxlint-disable-next-line typescript/no-unsafe-return -- as it was stored
      keys: settings.items('key').map((item): ApiKey => JSON.parse(item)),
      // oxlint-disable-next-line typescript/no-unsafe-return -- as it was stored
      platforms: settings.items('platform').map((item): Platform => JSON.parse(item)),
    })
  let changed = false
  database.onUndo(() => {
    if (changed) known = null
    changed = false
  })
  const forget = () => {
    known = null
    changed = true
  }
  const everything: KeyRights = { scopes: new Set(ALL_SCOPES), functionId: null }

  const keyOf = (keyId: string): ApiKey => {
    const key = read().keys.find((one) => one.id === keyId)
    if (key === undefined) throw new AppwriteError('key_not_found')
    return key
  }
  const platformOf = (platformId: string): Platform => {
    const platform = read().platforms.find((one) => one.id === platformId)
    if (platform === undefined) throw new AppwriteError('platform_not_found')
    return platform
  }
  const saveKey = (key: ApiKey): ApiKey => {
    settings.saveItem('key', key.id, JSON.stringify(key))
    forget()
    return key
  }
  const savePlatform = (platform: Platform): Platform => {
    settings.saveItem('platform', platform.id, JSON.stringify(platform))
    forget()
    return platform
  }

  return {
    id,
    tokenSecret,
    rightsOf(secret) {
      if (secret.startsWith('ephemeral_'))
        return functionRights(secret.slice('ephemeral_'.length), tokenSecret)
      if (isSameSecret(secret, firstKey)) return everything
      const key = read().keys.find((one) => isSameSecret(secret, one.secret))
      if (key === undefined) return null
      if (key.expiresAt !== null && key.expiresAt <= Date.now())
        throw new AppwriteError('project_key_expired')
      return { scopes: new Set(key.scopes), functionId: null }
    },
    issueFunctionToken: (functionId, scopes, seconds) =>
      signJwt({ use: 'function', functionId, scopes }, tokenSecret, seconds),
    allowsHost: (host) =>
      OWN_HOSTS.includes(host) ||
      read().platforms.some(({ hostname }) => matchesHost(host, hostname.toLowerCase())),

    keys: () => read().keys,
    key: keyOf,
    createKey: (keyId, name, scopes, expiresAt) =>
      database.transaction(() => {
        if (read().keys.some((key) => key.id === keyId)) throw new AppwriteError('key_already_exists')
        const now = Date.now()
        const secret = `standard_${randomHex(256)}`
        return saveKey({ id: keyId, name, scopes, expiresAt, secret, createdAt: now, updatedAt: now })
      }),
    updateKey: (keyId, change) =>
      database.transaction(() => saveKey({ ...keyOf(keyId), ...change, updatedAt: Date.now() })),
    deleteKey: (keyId) =>
      database.transaction(() => {
        settings.deleteItem('key', keyOf(keyId).id)
        forget()
      }),

    platforms: () => read().platforms,
    platform: platformOf,
    createPlatform: (platformId, name, hostname) =>
      database.transaction(() => {
        if (read().platforms.some((platform) => platform.id === platformId))
          throw new AppwriteError('platform_already_exists')
        const now = Date.now()
        return savePlatform({ id: platformId, name, hostname, createdAt: now, updatedAt: now })
      }),
    updatePlatform: (platformId, name, hostname) =>
      database.transaction(() =>
        savePlatform({ ...platformOf(platformId), name, hostname, updatedAt: Date.now() }),
      ),
    deletePlatform: (platformId) =>
      database.transaction(() => {
        settings.deleteItem('platform', platformOf(platformId).id)
        forget()
      }),
  }
}

/** Exact, `*` for every host, or `*.example.com` for what is below it (not the domain itself). */
function matchesHost(host: string, pattern: string): boolean {
  if (pattern === '*') return true
  return pattern.startsWith('*.')
    ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
    : host === pattern
}

function functionRights(token: string, secret: string): KeyRights | null {
  const claims = verifyJwt(token, secret)
  if (claims === null || claims['use'] !== 'function') return null
  const { functionId, scopes } = claims
  if (typeof functionId !== 'string' || !Array.isArray(scopes)) return null
  return { functionId, scopes: new Set(scopes.filter((scope) => typeof scope === 'string')) }
}
