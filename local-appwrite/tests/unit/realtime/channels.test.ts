import { describe, expect, it } from 'vitest'

import { channelsOf, eventsOf, resolveChannels } from '../../../realtime/channels.ts'
import type { Change, ChangedResource } from '../../../services/change.ts'

function change(action: Change['action'], resource: ChangedResource): Change {
  return { action, resource, payload: {}, readRoles: ['any'], causedBy: null }
}

const ROW: ChangedResource = { kind: 'row', databaseId: 'd', tableId: 't', rowId: 'r', byCommit: false }

describe('events of a change', () => {
  it('name a row in both families, with every wildcard, the exact name first', () => {
    const events = eventsOf(change('create', ROW))
    expect(events).toHaveLength(64)
    expect(new Set(events).size).toBe(64)
    expect(events[0]).toBe('databases.d.collections.t.documents.r.create')
    expect(events).toContain('databases.*.collections.*.documents.*.create')
    expect(events).toContain('tablesdb.d.tables.*.rows.r')
    expect(events).toContain('databases.d.tables.t')
    expect(events).toContain('tablesdb.*')
  })

  it('name a row that a commit made as a row first', () => {
    const events = eventsOf(change('create', { ...ROW, byCommit: true }))
    expect(events).toHaveLength(64)
    expect(events[0]).toBe('databases.d.tables.t.rows.r.create')
    expect(events).toContain('databases.d.collections.t.documents.r.create')
  })

  it('put the changed part of an account after the action', () => {
    const resource: ChangedResource = {
      kind: 'user',
      userId: 'u',
      part: { kind: 'attribute', name: 'prefs' },
    }
    expect(eventsOf(change('update', resource)).sort()).toEqual([
      'users.*',
      'users.*.update',
      'users.*.update.prefs',
      'users.u',
      'users.u.update',
      'users.u.update.prefs',
    ])
  })

  it('put a membership under its team', () => {
    const events = eventsOf(change('create', { kind: 'membership', teamId: 'team', membershipId: 'm' }))
    expect(events).toHaveLength(10)
    expect(events).toContain('teams.*.memberships.m.create')
    expect(events).toContain('teams.team')
  })
})

describe('channels of a change', () => {
  it('are each named with and without the action', () => {
    const channels = channelsOf(change('update', ROW))
    expect(channels).toHaveLength(16)
    expect(channels).toContain('rows')
    expect(channels).toContain('documents.update')
    expect(channels).toContain('tablesdb.d.tables.t.rows.r.update')
    expect(channels).not.toContain('rows.create')
  })

  it('carry no action for the sessions of an account', () => {
    const resource: ChangedResource = { kind: 'user', userId: 'u', part: { kind: 'session', sessionId: 's' } }
    expect(channelsOf(change('delete', resource))).toEqual(['account', 'account.u'])
  })
})

describe('channels that a client asks for', () => {
  it('bring the account of whoever asks, and nobody else', () => {
    expect(resolveChannels(['account', 'account.someone', 'rows', 'rows'], 'me')).toEqual([
      'account',
      'account.me',
      'rows',
    ])
    expect(resolveChannels(['account'], null)).toEqual(['account'])
  })
})
