import { formatTime } from '../../store/format-time.ts'
import type { Row } from '../../store/tables/row.ts'
import { flagIn, listIn, textIn } from './people-rows.ts'
import { prefsOf } from './user-json.ts'

export function teamJson(team: Row, total: number) {
  return {
    $id: team.id,
    $createdAt: formatTime(team.createdAt),
    $updatedAt: formatTime(team.updatedAt),
    name: textIn(team, 'name'),
    total,
    prefs: prefsOf(team),
  }
}

/** `user` null leaves out who it is: members don't learn each other's names and addresses. */
export function membershipJson(team: Row, membership: Row, user: Row | null): Record<string, unknown> {
  return {
    $id: membership.id,
    $createdAt: formatTime(membership.createdAt),
    $updatedAt: formatTime(membership.updatedAt),
    userId: user?.id ?? '',
    userName: user === null ? '' : textIn(user, 'name'),
    userEmail: user === null ? '' : textIn(user, 'email'),
    userPhone: user === null ? '' : textIn(user, 'phone'),
    teamId: team.id,
    teamName: textIn(team, 'name'),
    invited: textIn(membership, 'invited'),
    joined: textIn(membership, 'joined'),
    confirm: flagIn(membership, 'confirm'),
    mfa: false,
    userAccessedAt: '',
    roles: listIn(membership, 'roles'),
  }
}
