import { beforeEach, describe, expect, it } from 'vitest'

import { Broker } from '../../../realtime/broker.ts'
import { parseSubscriptionQuery } from '../../../realtime/subscription-query.ts'
import type { Change } from '../../../services/change.ts'

const ROWS = 'tablesdb.d.tables.t.rows'

function rowChange(values: Partial<Change> = {}): Change {
  return {
    action: 'create',
    resource: { kind: 'row', databaseId: 'd', tableId: 't', rowId: 'r', byCommit: false },
    payload: { sessionId: 's1', count: 3 },
    readRoles: ['user:ann'],
    causedBy: null,
    ...values,
  }
}

function equal(attribute: string, value: unknown) {
  return parseSubscriptionQuery(JSON.stringify({ method: 'equal', attribute, values: [value] }))
}

describe('the broker', () => {
  let broker: Broker<string>
  const heard = (change: Change) =>
    Object.fromEntries(broker.match(change).map((one) => [one.connection, one.subscriptionIds]))

  beforeEach(() => {
    broker = new Broker()
    broker.connect('ann', 'ann', new Set(['any', 'user:ann']))
    broker.connect('guest', null, new Set(['any', 'guests']))
  })

  it('delivers only to those who may read the row', () => {
    broker.subscribe('ann', { id: 'a', requested: [ROWS], queries: [] })
    broker.subscribe('guest', { id: 'g', requested: [ROWS], queries: [] })
    expect(heard(rowChange())).toEqual({ ann: ['a'] })
    expect(heard(rowChange({ readRoles: ['any'] }))).toEqual({ ann: ['a'], guest: ['g'] })
    expect(heard(rowChange({ readRoles: [] }))).toEqual({})
  })

  it('names all matching subscriptions of a connection at once, and only those', () => {
    broker.subscribe('ann', { id: 'all', requested: ['rows'], queries: [] })
    broker.subscribe('ann', { id: 'mine', requested: [ROWS], queries: [equal('sessionId', 's1')] })
    broker.subscribe('ann', { id: 'other', requested: [ROWS], queries: [equal('sessionId', 's2')] })
    broker.subscribe('ann', {
      id: 'both',
      requested: [ROWS],
      queries: [equal('sessionId', 's1'), equal('count', 4)],
    })
    broker.subscribe('ann', { id: 'updates', requested: [`${ROWS}.update`], queries: [] })
    expect(heard(rowChange())).toEqual({ ann: ['all', 'mine'] })
  })

  it('adds channels to a subscription of the same id, and replaces the queries of those it names again', () => {
    broker.subscribe('ann', { id: 'a', requested: [ROWS], queries: [] })
    expect(broker.subscribe('ann', { id: 'a', requested: ['files'], queries: [] })).toEqual(['files'])
    expect(heard(rowChange())).toEqual({ ann: ['a'] })
    broker.subscribe('ann', { id: 'a', requested: [ROWS], queries: [equal('sessionId', 'other')] })
    expect(heard(rowChange())).toEqual({})
    expect(broker.unsubscribe('ann', 'a')).toBe(true)
    expect(broker.channelCount('ann')).toBe(0)
  })

  it('stops when asked to, also while another subscription is on the same channel', () => {
    broker.subscribe('ann', { id: 'a', requested: [ROWS, 'rows'], queries: [] })
    broker.subscribe('ann', { id: 'b', requested: [ROWS], queries: [] })
    expect(broker.unsubscribe('ann', 'a')).toBe(true)
    expect(broker.unsubscribe('ann', 'a')).toBe(false)
    expect(heard(rowChange())).toEqual({ ann: ['b'] })
    broker.disconnect('ann')
    expect(heard(rowChange())).toEqual({})
  })

  it('gives the subscriptions of a guest who logs in the new identity', () => {
    broker.subscribe('guest', { id: 'g', requested: [ROWS, 'account'], queries: [] })
    broker.identify('guest', 'bob', new Set(['any', 'user:bob']))
    expect(heard(rowChange({ readRoles: ['user:bob'] }))).toEqual({ guest: ['g'] })
    const account = rowChange({
      action: 'update',
      resource: { kind: 'user', userId: 'bob', part: { kind: 'attribute', name: 'prefs' } },
      readRoles: ['user:bob'],
    })
    expect(heard(account)).toEqual({ guest: ['g'] })
  })

  it('lets new roles of a user count for connections that are open', () => {
    broker.subscribe('ann', { id: 'a', requested: [ROWS], queries: [] })
    const forTeam = rowChange({ readRoles: ['team:staff'] })
    expect(heard(forTeam)).toEqual({})
    broker.changeRoles('ann', new Set(['any', 'user:ann', 'team:staff']))
    expect(heard(forTeam)).toEqual({ ann: ['a'] })
    broker.changeRoles('ann', new Set(['any', 'user:ann']))
    expect(heard(forTeam)).toEqual({})
  })
})
