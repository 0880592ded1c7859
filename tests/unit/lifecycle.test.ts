import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  SESSION_STATES,
  transition,
  type Move,
  type SessionState,
  type StateColumns,
} from '../../contract/session-state.ts'

const text = readFileSync(resolve(import.meta.dirname, '../../docs/lifecycle.md'), 'utf8')
const NOW = '2026-01-31T12:00:00.000Z'

const MOVES: Readonly<Record<string, Move>> = {
  escalate: { kind: 'escalate', reason: 'r', summary: null },
  assign: { kind: 'assign', agentId: 'ana', agentName: 'Ana' },
  transfer: { kind: 'transfer', agentId: 'ana', agentName: 'Ana' },
  release: { kind: 'release' },
  return_to_bot: { kind: 'return_to_bot' },
  close: { kind: 'close' },
  expire: { kind: 'expire', expiresAt: NOW },
  reopen: { kind: 'reopen' },
}

function inState(state: SessionState): StateColumns {
  return {
    status: state === 'closed' ? 'closed' : state === 'agent' ? 'agent_assigned' : 'active',
    needsHuman: state === 'waiting',
    assignedAgent: state === 'agent' ? 'ben' : null,
    agentName: state === 'agent' ? 'Ben' : null,
    escalationReason: null,
    escalationSummary: null,
    waitingSince: null,
    closedAt: null,
  }
}

/** What the document says of each move in each state. */
const documented = new Map(
  text
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .filter((cells) => cells.length === SESSION_STATES.length + 3)
    .map(([, move = '', ...cells]) => [move, cells.slice(0, SESSION_STATES.length)]),
)

describe('the document of a session’s life', () => {
  it('has a column for each state, in their order', () => {
    expect(documented.get('move')).toEqual(SESSION_STATES)
  })

  it.each(Object.entries(MOVES))('says what %s does in each state', (name, move) => {
    const does = SESSION_STATES.map((state) => {
      const outcome = transition(inState(state), move, NOW)
      if (outcome.kind === 'unchanged') return '–'
      return outcome.kind === 'moved' ? outcome.state : outcome.code
    })
    expect(documented.get(name)).toEqual(does)
  })
})
