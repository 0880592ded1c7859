import type { PresenceValues } from '../../services/people/presence-values.ts'
import type { PresenceService } from '../../services/people/presences.ts'
import type { Endpoint } from '../endpoint.ts'
import type { Params } from '../params.ts'
import { id, listOf, object, queryTexts, text } from '../readers.ts'

function readValues(params: Params): PresenceValues {
  return {
    status: params.optional('status', text(255, 1), null),
    permissions: params.optional('permissions', listOf(text(256)), null),
    metadata: params.optional('metadata', object, null),
    expiresAt: params.optional('expiresAt', text(64), null),
  }
}

/** Routes of presences. */
export function presenceEndpoints(presences: PresenceService): Endpoint[] {
  const READ = ['presences.read']
  const WRITE = ['presences.write']
  const one = '/presences/:presenceId'
  return [
    {
      method: 'GET',
      path: '/presences',
      scopes: READ,
      handle: ({ caller, params }) => ({
        status: 200,
        body: presences.list(caller, params.optional('queries', queryTexts, [])),
      }),
    },
    {
      method: 'GET',
      path: one,
      scopes: READ,
      handle: ({ caller, params }) => ({
        status: 200,
        body: presences.get(caller, params.required('presenceId', id)),
      }),
    },
    {
      method: 'PUT',
      path: one,
      scopes: WRITE,
      async handle({ caller, params }) {
        const presenceId = params.required('presenceId', id)
        const userId = params.optional('userId', id, null)
        const values = { ...readValues(params), status: params.required('status', text(255, 1)) }
        const body = await presences.put(caller, presenceId, userId, values)
        return { status: 200, body }
      },
    },
    {
      method: 'PATCH',
      path: one,
      scopes: WRITE,
      async handle({ caller, params }) {
        const body = await presences.update(caller, params.required('presenceId', id), readValues(params))
        return { status: 200, body }
      },
    },
    {
      method: 'DELETE',
      path: one,
      scopes: WRITE,
      async handle({ caller, params }) {
        await presences.remove(caller, params.required('presenceId', id))
        return { status: 204 }
      },
    },
  ]
}
