import { describe, expect, it } from 'vitest'

import { rolesOfUser } from '../../services/caller.ts'
import { parsePermissions, ROW_ACTIONS, TABLE_ACTIONS } from '../../services/permissions.ts'

describe('permissions', () => {
  it('spell out what `write` stands for and leave out repeats', () => {
    expect(parsePermissions(['write("any")', 'update("any")'], ROW_ACTIONS)).toEqual([
      'update("any")',
      'delete("any")',
    ])
    expect(parsePermissions(['write("any")'], TABLE_ACTIONS)).toHaveLength(3)
  })

  it.each([
    'read(any)',
    'read("nobody")',
    'fly("any")',
    'create("any")',
    'read("user:")',
    'read("user:a b")',
    'read("users/maybe")',
    'read("label:a-b")',
    'read("team:a/b/c")',
    'read("any") ',
    'read("any\n")',
    5,
    null,
    {},
  ])('refuse %j on a row', (permission) => {
    expect(() => parsePermissions([permission], ROW_ACTIONS)).toThrow('permissions')
  })

  it('refuse more than a hundred', () => {
    const many = Array.from({ length: 101 }, (_, index) => `read("user:u${index}")`)
    expect(() => parsePermissions(many, ROW_ACTIONS)).toThrow('100')
  })
})

describe('the roles of a user', () => {
  it('are everyone, users, the user, labels, teams with their roles, and memberships', () => {
    const roles = rolesOfUser({
      userId: 'u',
      verified: false,
      labels: ['vip'],
      memberships: [{ teamId: 't', membershipId: 'm', roles: ['owner', 'agent'] }],
    })
    expect([...roles].sort()).toEqual(
      [
        'any',
        'users',
        'users/unverified',
        'user:u',
        'user:u/unverified',
        'label:vip',
        'member:m',
        'team:t',
        'team:t/owner',
        'team:t/agent',
      ].sort(),
    )
  })
})
