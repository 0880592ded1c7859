import type { Database } from '../../store/database.ts'
import { formatTime } from '../../store/format-time.ts'
import { encodeJson } from '../../store/json.ts'
import { MEMBERSHIPS, TEAMS, USERS } from '../../store/tables/people.ts'
import type { Row } from '../../store/tables/row.ts'
import type { Rows } from '../../store/tables/rows.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { isPrivileged, type Caller } from '../caller.ts'
import type { AnnounceRoles, Change, Publish } from '../change.ts'
import { uniqueId } from '../unique-id.ts'
import {
  changeFields,
  countWhere,
  flagIn,
  insertFields,
  listPeople,
  refusingTaken,
  rowsWhere,
  textIn,
  type PeopleList,
} from './people-rows.ts'
import { membershipJson, teamJson } from './team-json.ts'

/** A page of a list, as the API answers its elements. */
type Json = Record<string, unknown>
interface Page {
  total: number
  items: Json[]
}

/** Teams and who is in them. Members see their team; owners (role `owner`) and keys change it. */
export interface Teams {
  list(caller: Caller, wanted: PeopleList): Page
  create(caller: Caller, id: string, name: string, roles: string[]): Promise<Json>
  get(caller: Caller, teamId: string): Json
  rename(caller: Caller, teamId: string, name: string): Promise<Json>
  delete(caller: Caller, teamId: string): Promise<void>
  prefs(caller: Caller, teamId: string): Json
  /** @throws AppwriteError user_unauthorized for who may not change them, unless they stay the same */
  setPrefs(caller: Caller, teamId: string, prefs: Json): Promise<Json>
  memberships(caller: Caller, teamId: string, wanted: PeopleList): Page
  membershipsOf(userId: string): Page
  membership(caller: Caller, teamId: string, membershipId: string): Json
  /** @throws AppwriteError team_not_found, user_unauthorized: only owners and keys may ask somebody in */
  requireChangeable(caller: Caller, teamId: string): void
  /**
   * By a key the member is in at once, also when a membership waits already; by an owner the membership waits for the
   * member's confirmation.
   */
  addMember(caller: Caller, teamId: string, userId: string, roles: string[]): Promise<Json>
  setRoles(caller: Caller, teamId: string, membershipId: string, roles: string[]): Promise<Json>
  removeMember(caller: Caller, teamId: string, membershipId: string): Promise<void>
}

export function createTeamService(
  database: Database,
  rows: Rows,
  publish: Publish,
  announceRoles: AnnounceRoles,
): Teams {
  const size = (team: Row) => countWhere(rows, MEMBERSHIPS, { teamId: team.id, confirm: true })
  const view = (team: Row) => teamJson(team, size(team))

  /** The team, if the caller may know of it. */
  const visible = (caller: Caller, teamId: string): Row => {
    const team = rows.get(TEAMS, teamId)
    if (team === null || (!isPrivileged(caller) && !caller.roles.has(`team:${team.id}`)))
      throw new AppwriteError('team_not_found', 'Team with the requested ID could not be found.')
    return team
  }
  /** The team, if the caller may change it. */
  const changeable = (caller: Caller, teamId: string): Row => {
    const team = visible(caller, teamId)
    if (!isPrivileged(caller) && !caller.roles.has(`team:${team.id}/owner`))
      throw new AppwriteError('user_unauthorized', 'Only an owner of the team may do this.')
    return team
  }
  const membershipIn = (
    team: Row,
    membershipId: string,
    absence: 'membership_not_found' | 'team_invite_not_found' = 'membership_not_found',
  ): Row => {
    const membership = rows.get(MEMBERSHIPS, membershipId)
    if (membership === null || textIn(membership, 'teamId') !== team.id)
      throw new AppwriteError(absence, 'Membership with the requested ID could not be found.')
    return membership
  }
  const announce = (
    caller: Caller,
    action: Change['action'],
    resource: Change['resource'],
    team: Row,
    payload: Json,
  ) => {
    database.afterCommit(() => {
      publish({ action, resource, payload, readRoles: [`team:${team.id}`], causedBy: caller.userId })
    })
  }
  const describe = (team: Row, membership: Row, caller: Caller) =>
    membershipJson(
      team,
      membership,
      isPrivileged(caller) ? rows.get(USERS, textIn(membership, 'userId')) : null,
    )

  function join(team: Row, userId: string, roles: string[], confirmed: boolean): Row {
    const now = formatTime()
    const waiting = rowsWhere(rows, MEMBERSHIPS, 'userId', userId).find(
      (membership) => textIn(membership, 'teamId') === team.id && !flagIn(membership, 'confirm'),
    )
    if (waiting !== undefined) {
      database.afterCommit(() => announceRoles(userId))
      const joined = confirmed ? { joined: now, confirm: true } : {}
      return changeFields(rows, MEMBERSHIPS, waiting, { invited: now, ...joined })
    }
    const membership = refusingTaken(
      () =>
        insertFields(rows, MEMBERSHIPS, uniqueId(), {
          teamId: team.id,
          userId,
          roles,
          invited: now,
          joined: confirmed ? now : null,
          confirm: confirmed,
        }),
      () =>
        new AppwriteError('membership_already_confirmed', 'User is already a confirmed member of the team.'),
    )
    database.afterCommit(() => announceRoles(userId))
    return membership
  }

  return {
    list(caller, wanted) {
      const mine = caller.kind === 'user' ? rowsWhere(rows, MEMBERSHIPS, 'userId', caller.userId) : []
      const only = {
        key: '$id',
        values: mine.filter((one) => flagIn(one, 'confirm')).map((one) => textIn(one, 'teamId')),
      }
      const scope = isPrivileged(caller) ? wanted : { ...wanted, only }
      const page = listPeople(rows, TEAMS, scope, { name: 'text' }, ['name'])
      return { total: page.total, items: page.rows.map(view) }
    },

    create: (caller, id, name, roles) =>
      database.transaction(() => {
        const team = refusingTaken(
          () => insertFields(rows, TEAMS, id, { name }),
          () => new AppwriteError('team_already_exists', 'Team with requested ID already exists.'),
        )
        if (caller.kind === 'user') join(team, caller.userId, [...new Set(roles)], true)
        announce(caller, 'create', { kind: 'team', teamId: team.id }, team, view(team))
        return view(team)
      }),

    get: (caller, teamId) => view(visible(caller, teamId)),

    rename: (caller, teamId, name) =>
      database.transaction(() => {
        const team = changeFields(rows, TEAMS, changeable(caller, teamId), { name })
        announce(caller, 'update', { kind: 'team', teamId: team.id }, team, view(team))
        return view(team)
      }),

    delete: (caller, teamId) =>
      database.transaction(() => {
        const team = changeable(caller, teamId)
        const json = view(team)
        for (const membership of rowsWhere(rows, MEMBERSHIPS, 'teamId', team.id, Number.MAX_SAFE_INTEGER)) {
          rows.delete(MEMBERSHIPS, membership)
        }
        rows.delete(TEAMS, team)
        announce(caller, 'delete', { kind: 'team', teamId: team.id }, team, json)
      }),

    prefs: (caller, teamId) => teamJson(visible(caller, teamId), 0).prefs,
    setPrefs: (caller, teamId, prefs) =>
      database.transaction(() => {
        // Who changes nothing needs no right to.
        const before = visible(caller, teamId)
        if (encodeJson(teamJson(before, 0).prefs) === encodeJson(prefs)) return prefs
        const team = changeFields(rows, TEAMS, changeable(caller, teamId), { prefs: encodeJson(prefs) })
        announce(caller, 'update', { kind: 'team', teamId: team.id, part: 'prefs' }, team, view(team))
        return prefs
      }),

    memberships(caller, teamId, wanted) {
      const team = visible(caller, teamId)
      const page = listPeople(
        rows,
        MEMBERSHIPS,
        { ...wanted, only: { key: 'teamId', values: [team.id] } },
        {
          teamId: 'text',
          userId: 'text',
          invited: 'time',
          joined: 'time',
          confirm: 'boolean',
          roles: 'texts',
        },
        ['userId'],
      )
      return { total: page.total, items: page.rows.map((membership) => describe(team, membership, caller)) }
    },

    membershipsOf(userId) {
      const found = rowsWhere(rows, MEMBERSHIPS, 'userId', userId).flatMap((membership) => {
        const team = rows.get(TEAMS, textIn(membership, 'teamId'))
        return team === null ? [] : [membershipJson(team, membership, rows.get(USERS, userId))]
      })
      return { total: found.length, items: found }
    },

    membership(caller, teamId, membershipId) {
      const team = visible(caller, teamId)
      return describe(team, membershipIn(team, membershipId), caller)
    },

    requireChangeable: (caller, teamId) => void changeable(caller, teamId),

    addMember: (caller, teamId, userId, roles) =>
      database.transaction(() => {
        const team = changeable(caller, teamId)
        const user = rows.get(USERS, userId)
        if (user === null)
          throw new AppwriteError('user_not_found', 'User with the requested ID could not be found.')
        const membership = join(team, user.id, [...new Set(roles)], isPrivileged(caller))
        const json = membershipJson(team, membership, user)
        announce(
          caller,
          'create',
          { kind: 'membership', teamId: team.id, membershipId: membership.id },
          team,
          json,
        )
        return isPrivileged(caller) ? json : describe(team, membership, caller)
      }),

    setRoles: (caller, teamId, membershipId, roles) =>
      database.transaction(() => {
        const team = changeable(caller, teamId)
        const membership = changeFields(rows, MEMBERSHIPS, membershipIn(team, membershipId), {
          roles: [...new Set(roles)],
        })
        const user = rows.get(USERS, textIn(membership, 'userId'))
        database.afterCommit(() => announceRoles(textIn(membership, 'userId')))
        const resource = { kind: 'membership', teamId: team.id, membershipId: membership.id } as const
        announce(caller, 'update', resource, team, membershipJson(team, membership, user))
        return describe(team, membership, caller)
      }),

    removeMember: (caller, teamId, membershipId) =>
      database.transaction(() => {
        const team = visible(caller, teamId)
        const membership = membershipIn(team, membershipId, 'team_invite_not_found')
        if (textIn(membership, 'userId') !== caller.userId) changeable(caller, teamId)
        const json = membershipJson(team, membership, rows.get(USERS, textIn(membership, 'userId')))
        rows.delete(MEMBERSHIPS, membership)
        database.afterCommit(() => announceRoles(textIn(membership, 'userId')))
        announce(
          caller,
          'delete',
          { kind: 'membership', teamId: team.id, membershipId: membership.id },
          team,
          json,
        )
      }),
  }
}
