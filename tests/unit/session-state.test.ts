import { describe, expect, it } from 'vitest'
import {
  stateOf,
  transition,
  type Move,
  type MoveKind,
  type SessionState,
  type StateColumns,
} from '../../contract/session-state.ts'

const AT = '2026-11-21T10:00:00.000Z'
const nobody = {
  assignedAgent: null,
  agentName: null,
  escalationReason: null,
  escalationSummary: null,
  closedAt: null,
}

const sessions: Record<SessionState, StateColumns> = {
  bot: { ...nobody, status: 'active', needsHuman: false, waitingSince: null },
  waiting: { ...nobody, status: 'active', needsHuman: true, waitingSince: AT, escalationReason: 'asked' },
  agent: {
    ...nobody,
    status: 'agent_assigned',
    needsHuman: false,
    waitingSince: null,
    assignedAgent: 'ana',
    agentName: 'Ana',
  },
  closed: { ...nobody, status: 'closed', needsHuman: false, waitingSince: null, closedAt: AT },
}

const moves: Record<MoveKind, Move> = {
  escalate: { kind: 'escalate', reason: 'asked', summary: null },
  assign: { kind: 'assign', agentId: 'ben', agentName: 'Ben' },
  transfer: { kind: 'transfer', agentId: 'ben', agentName: 'Ben' },
  release: { kind: 'release' },
  return_to_bot: { kind: 'return_to_bot' },
  close: { kind: 'close' },
  expire: { kind: 'expire', expiresAt: '2026-11-21T09:59:59.000Z' },
  reopen: { kind: 'reopen' },
}

/** For every pair: the state that follows, `=` for no change, or the code of the refusal. */
const outcomes: Record<MoveKind, Record<SessionState, string>> = {
  escalate: { bot: 'waiting', waiting: '=', agent: 'session_taken', closed: 'session_closed' },
  assign: { bot: 'agent', waiting: 'agent', agent: 'session_taken', closed: 'session_closed' },
  transfer: {
    bot: 'session_not_assigned',
    waiting: 'session_not_assigned',
    agent: 'agent',
    closed: 'session_closed',
  },
  release: { bot: 'session_not_assigned', waiting: '=', agent: 'waiting', closed: 'session_closed' },
  return_to_bot: { bot: '=', waiting: 'bot', agent: 'bot', closed: 'session_closed' },
  close: { bot: 'closed', waiting: 'closed', agent: 'closed', closed: '=' },
  expire: { bot: 'closed', waiting: 'closed', agent: 'closed', closed: '=' },
  reopen: { bot: '=', waiting: '=', agent: '=', closed: 'bot' },
}

const pairs = Object.entries(outcomes).flatMap(([move, byState]) =>
  Object.entries(byState).map(([state, outcome]) => ({ move, state, outcome })),
)

describe('every pair of move and state', () => {
  it.each(pairs)('$move of a session in state $state gives $outcome', ({ move, state, outcome }) => {
    const session = sessions[state as SessionState]
    const result = transition(session, moves[move as MoveKind], AT)
    if (outcome === '=') expect(result).toEqual({ kind: 'unchanged' })
    else if (outcome in sessions) {
      expect(result).toMatchObject({ kind: 'moved', state: outcome })
      // What the move says and what its columns say is the same state.
      if (result.kind === 'moved') expect(stateOf({ ...session, ...result.patch })).toBe(outcome)
    } else expect(result).toEqual({ kind: 'refused', code: outcome })
  })
})

describe('what moves leave behind', () => {
  it('remembers why and since when somebody waits', () => {
    const move: Move = { kind: 'escalate', reason: 'angry', summary: 'The visitor wrote: “!”' }
    expect(transition(sessions.bot, move, AT)).toMatchObject({
      patch: { waitingSince: AT, escalationReason: 'angry', escalationSummary: 'The visitor wrote: “!”' },
    })
  })

  it('assigns to the agent who holds it already without a change', () => {
    expect(transition(sessions.agent, { kind: 'assign', agentId: 'ana', agentName: 'Ana' }, AT)).toEqual({
      kind: 'unchanged',
    })
  })

  it('transfers to the agent who holds it already without a change', () => {
    expect(transition(sessions.agent, { kind: 'transfer', agentId: 'ana', agentName: 'Ana' }, AT)).toEqual({
      kind: 'unchanged',
    })
  })

  it('takes the agent off a session that is released or returned to the bot', () => {
    for (const kind of ['release', 'return_to_bot'] as const) {
      expect(transition(sessions.agent, { kind }, AT)).toMatchObject({
        patch: { assignedAgent: null, agentName: null },
      })
    }
  })

  it('does not expire a session before its time', () => {
    for (const expiresAt of ['2026-11-21T10:00:00.001Z', null]) {
      expect(transition(sessions.bot, { kind: 'expire', expiresAt }, AT)).toEqual({
        kind: 'refused',
        code: 'session_not_expired',
      })
    }
  })

  it('expires a session at the very moment of its expiry', () => {
    expect(transition(sessions.bot, { kind: 'expire', expiresAt: AT }, AT)).toMatchObject({ state: 'closed' })
  })
})
