import { inviteeOf } from '../../services/people/invitee.ts'
import type { Teams } from '../../services/people/teams.ts'
import type { Users } from '../../services/people/users.ts'
import type { ApiRequest, Endpoint } from '../endpoint.ts'
import { refusal, type Reader } from '../params.ts'
import { id, listOf, newId, text } from '../readers.ts'
import { email, phone, prefs, readPeopleList } from './people-readers.ts'

/** Roles are up to 81 characters of letters, digits, dot, dash and underscore. */
const role: Reader<string> = (value, name) => {
  if (typeof value === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,80}$/.test(value)) return value
  throw refusal(name, 'Value must be a valid role')
}

/** Teams and memberships. */
export function teamEndpoints(teams: Teams, users: Users): Endpoint[] {
  const read = { scopes: ['teams.read'] }
  const write = { scopes: ['teams.write'] }
  const teamId = ({ params }: ApiRequest): string => params.required('teamId', id)
  const membershipId = ({ params }: ApiRequest): string => params.required('membershipId', id)

  return [
    {
      ...write,
      method: 'POST',
      path: '/teams',
      async handle({ params, caller }) {
        const wanted = params.required('teamId', newId)
        const name = params.required('name', text(128, 1))
        const roles = params.optional('roles', listOf(role), ['owner'])
        return { status: 201, body: await teams.create(caller, wanted, name, roles) }
      },
    },
    {
      ...read,
      method: 'GET',
      path: '/teams',
      handle({ params, caller }) {
        const { total, items } = teams.list(caller, readPeopleList(params))
        return { status: 200, body: { total, teams: items } }
      },
    },
    {
      ...read,
      method: 'GET',
      path: '/teams/:teamId',
      handle: (request) => ({ status: 200, body: teams.get(request.caller, teamId(request)) }),
    },
    {
      ...write,
      method: 'PUT',
      path: '/teams/:teamId',
      async handle(request) {
        const name = request.params.required('name', text(128, 1))
        return { status: 200, body: await teams.rename(request.caller, teamId(request), name) }
      },
    },
    {
      ...write,
      method: 'DELETE',
      path: '/teams/:teamId',
      async handle(request) {
        await teams.delete(request.caller, teamId(request))
        return { status: 204 }
      },
    },
    {
      ...read,
      method: 'GET',
      path: '/teams/:teamId/prefs',
      handle: (request) => ({ status: 200, body: teams.prefs(request.caller, teamId(request)) }),
    },
    {
      ...write,
      method: 'PUT',
      path: '/teams/:teamId/prefs',
      async handle(request) {
        const wanted = request.params.required('prefs', prefs)
        return { status: 200, body: await teams.setPrefs(request.caller, teamId(request), wanted) }
      },
    },
    {
      ...write,
      method: 'POST',
      path: '/teams/:teamId/memberships',
      async handle(request) {
        const { params, caller } = request
        const roles = params.required('roles', listOf(role))
        const invitation = {
          userId: params.optional('userId', id, ''),
          email: params.optional('email', email, ''),
          phone: params.optional('phone', phone, ''),
          name: params.optional('name', text(128), ''),
        }
        if (caller.kind !== 'key' && params.optional('url', text(2048), '') === '')
          throw refusal('url', 'URL is required')
        if (invitation.userId + invitation.email + invitation.phone === '')
          throw refusal('userId', 'At least one of userId, email, or phone is required')
        // The right is looked at first, so that strangers learn nothing about users, and make none.
        teams.requireChangeable(caller, teamId(request))
        const member = await inviteeOf(users, invitation)
        return { status: 201, body: await teams.addMember(caller, teamId(request), member.id, roles) }
      },
    },
    {
      ...read,
      method: 'GET',
      path: '/teams/:teamId/memberships',
      handle(request) {
        const { total, items } = teams.memberships(
          request.caller,
          teamId(request),
          readPeopleList(request.params),
        )
        return { status: 200, body: { total, memberships: items } }
      },
    },
    {
      ...read,
      method: 'GET',
      path: '/teams/:teamId/memberships/:membershipId',
      handle: (request) => ({
        status: 200,
        body: teams.membership(request.caller, teamId(request), membershipId(request)),
      }),
    },
    {
      ...write,
      method: 'PATCH',
      path: '/teams/:teamId/memberships/:membershipId',
      async handle(request) {
        const roles = request.params.required('roles', listOf(role))
        return {
          status: 200,
          body: await teams.setRoles(request.caller, teamId(request), membershipId(request), roles),
        }
      },
    },
    {
      ...write,
      method: 'DELETE',
      path: '/teams/:teamId/memberships/:membershipId',
      async handle(request) {
        await teams.removeMember(request.caller, teamId(request), membershipId(request))
        return { status: 204 }
      },
    },
  ]
}
