import { parsePhpTime } from '../services/php-time.ts'
import type { ApiKey, Platform, Project } from '../services/project.ts'
import { ALL_SCOPES, OTHER_SCOPES } from '../services/scopes.ts'
import { formatTime } from '../store/format-time.ts'
import type { Endpoint } from './endpoint.ts'
import { refusal, type Reader } from './params.ts'
import { id, listOf, newId, text } from './readers.ts'
import { listItems } from './schema-lists.ts'

const hostname: Reader<string> = (value, name) => {
  if (typeof value === 'string' && /^(\*|(\*\.)?[A-Za-z0-9.[\]:-]{1,253})$/.test(value)) return value
  throw refusal(name, 'Value must be a valid hostname')
}
/** Scopes of keys; an unknown one is refused. */
const scopeList: Reader<string[]> = listOf((value, name) => {
  const known = [...ALL_SCOPES, ...OTHER_SCOPES].find((scope) => scope === value)
  if (known === undefined) throw refusal(name, 'Scopes must be known ones.')
  return known
})
const time: Reader<number> = (value, name) => {
  const moment = typeof value === 'string' && value !== '' ? parsePhpTime(value) : null
  if (moment === null) throw refusal(name, 'Value must be a valid date')
  return moment
}

/** The project itself, for keys: API keys and the web pages that may call. */
export function projectEndpoints(project: Project): Endpoint[] {
  const keys = { scopes: ['keys.write'] }
  const platforms = { scopes: ['platforms.write'] }

  return [
    {
      ...keys,
      method: 'POST',
      path: '/project/keys',
      async handle({ params }) {
        const keyId = params.required('keyId', newId)
        const name = params.required('name', text(128, 1))
        const scopes = params.required('scopes', scopeList)
        const expire = params.optional('expire', time, null)
        return { status: 201, body: keyJson(await project.createKey(keyId, name, scopes, expire)) }
      },
    },
    {
      ...keys,
      method: 'GET',
      path: '/project/keys',
      handle({ params }) {
        const { total, items } = listItems(params, project.keys().map(keyJson), { name: 'text' })
        return { status: 200, body: { total, keys: items } }
      },
    },
    {
      ...keys,
      method: 'GET',
      path: '/project/keys/:keyId',
      handle: ({ params }) => ({
        status: 200,
        body: keyJson(project.key(params.required('keyId', id))),
      }),
    },
    {
      ...keys,
      method: 'PUT',
      path: '/project/keys/:keyId',
      async handle({ params }) {
        const change = {
          name: params.required('name', text(128, 1)),
          scopes: params.required('scopes', scopeList),
          expiresAt: params.optional('expire', time, null),
        }
        return { status: 200, body: keyJson(await project.updateKey(params.required('keyId', id), change)) }
      },
    },
    {
      ...keys,
      method: 'DELETE',
      path: '/project/keys/:keyId',
      async handle({ params }) {
        await project.deleteKey(params.required('keyId', id))
        return { status: 204 }
      },
    },
    {
      // Functions have no domains of their own here, so there are never rules; tools ask before they deploy.
      method: 'GET',
      path: '/proxy/rules',
      scopes: ['rules.read'],
      handle: () => ({ status: 200, body: { total: 0, rules: [] } }),
    },
    {
      ...platforms,
      method: 'POST',
      path: '/project/platforms/web',
      async handle({ params }) {
        const platformId = params.required('platformId', newId)
        const name = params.required('name', text(128, 1))
        const host = params.required('hostname', hostname)
        return { status: 201, body: platformJson(await project.createPlatform(platformId, name, host)) }
      },
    },
    {
      ...platforms,
      method: 'GET',
      path: '/project/platforms',
      handle({ params }) {
        const { total, items } = listItems(params, project.platforms().map(platformJson), {
          name: 'text',
          hostname: 'text',
          type: 'text',
        })
        return { status: 200, body: { total, platforms: items } }
      },
    },
    {
      ...platforms,
      method: 'GET',
      path: '/project/platforms/:platformId',
      handle: ({ params }) => ({
        status: 200,
        body: platformJson(project.platform(params.required('platformId', id))),
      }),
    },
    {
      ...platforms,
      method: 'PUT',
      path: '/project/platforms/web/:platformId',
      async handle({ params }) {
        const name = params.required('name', text(128, 1))
        const host = params.required('hostname', hostname)
        const changed = await project.updatePlatform(params.required('platformId', id), name, host)
        return { status: 200, body: platformJson(changed) }
      },
    },
    {
      ...platforms,
      method: 'DELETE',
      path: '/project/platforms/:platformId',
      async handle({ params }) {
        await project.deletePlatform(params.required('platformId', id))
        return { status: 204 }
      },
    },
  ]
}

function keyJson(key: ApiKey): Record<string, unknown> {
  return {
    $id: key.id,
    $createdAt: formatTime(key.createdAt),
    $updatedAt: formatTime(key.updatedAt),
    name: key.name,
    expire: key.expiresAt === null ? '' : formatTime(key.expiresAt),
    scopes: key.scopes,
    secret: key.secret,
    accessedAt: '',
    sdks: [],
  }
}

function platformJson(platform: Platform): Record<string, unknown> {
  return {
    $id: platform.id,
    $createdAt: formatTime(platform.createdAt),
    $updatedAt: formatTime(platform.updatedAt),
    name: platform.name,
    type: 'web',
    hostname: platform.hostname,
  }
}
