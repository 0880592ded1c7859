/**
 * The states of a session and every move between them, as one pure function.
 *
 * A state is derived from three columns (`status`, `needsHuman`, `assignedAgent`), never stored beside them.
 * `transition` returns what a move does: which columns change, that nothing has to, or why it is refused.
 */
import type { ErrorCode } from './error-codes.ts'
import type { SessionEvent } from './tables/messages.ts'
import type { SessionRow } from './tables/sessions.ts'

export const SESSION_STATES = ['bot', 'waiting', 'agent', 'closed'] as const
export type SessionState = (typeof SESSION_STATES)[number]

/** The columns that decide the state or change with it. */
export type StateColumns = Pick<
  SessionRow,
  | 'status'
  | 'needsHuman'
  | 'assignedAgent'
  | 'agentName'
  | 'escalationReason'
  | 'escalationSummary'
  | 'waitingSince'
  | 'closedAt'
>

export type Move =
  | { readonly kind: 'escalate'; readonly reason: string; readonly summary: string | null }
  | { readonly kind: 'assign'; readonly agentId: string; readonly agentName: string }
  | { readonly kind: 'transfer'; readonly agentId: string; readonly agentName: string }
  | { readonly kind: 'release' }
  | { readonly kind: 'return_to_bot' }
  | { readonly kind: 'close' }
  | { readonly kind: 'expire'; readonly expiresAt: string | null }
  | { readonly kind: 'reopen' }

export type MoveKind = Move['kind']

export type Transition =
  | {
      readonly kind: 'moved'
      readonly state: SessionState
      readonly patch: Partial<StateColumns>
      readonly event: SessionEvent
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly code: ErrorCode }

/** The state that the columns of a session encode. A closed session is closed whatever else they contain. */
export function stateOf(session: Pick<SessionRow, 'status' | 'needsHuman'>): SessionState {
  switch (session.status) {
    case 'closed':
      return 'closed'
    case 'agent_assigned':
      return 'agent'
    case 'active':
      return session.needsHuman ? 'waiting' : 'bot'
    default:
      return session.status satisfies never
  }
}

/**
 * What a move does to a session at a moment.
 *
 * @param at the time of the move, ISO 8601 in UTC
 */
export function transition(session: StateColumns, move: Move, at: string): Transition {
  const state = stateOf(session)
  switch (move.kind) {
    case 'escalate':
      if (state === 'closed') return refused('session_closed')
      if (state === 'agent') return refused('session_taken')
      if (state === 'waiting') return { kind: 'unchanged' }
      return moved('waiting', 'escalated', {
        ...WAITING,
        waitingSince: at,
        escalationReason: move.reason,
        escalationSummary: move.summary,
      })
    case 'assign':
      if (state === 'closed') return refused('session_closed')
      if (state === 'agent') {
        return session.assignedAgent === move.agentId ? { kind: 'unchanged' } : refused('session_taken')
      }
      return moved('agent', 'agent_joined', heldBy(move))
    case 'transfer':
      if (state === 'closed') return refused('session_closed')
      if (state !== 'agent') return refused('session_not_assigned')
      if (session.assignedAgent === move.agentId) return { kind: 'unchanged' }
      return moved('agent', 'agent_joined', heldBy(move))
    case 'release':
      if (state === 'closed') return refused('session_closed')
      if (state === 'waiting') return { kind: 'unchanged' }
      if (state === 'bot') return refused('session_not_assigned')
      return moved('waiting', 'agent_left', { ...WAITING, waitingSince: at })
    case 'return_to_bot':
      if (state === 'closed') return refused('session_closed')
      if (state === 'bot') return { kind: 'unchanged' }
      return moved('bot', 'returned_to_bot', WITH_BOT)
    case 'close':
      if (state === 'closed') return { kind: 'unchanged' }
      return moved('closed', 'closed', { ...CLOSED, closedAt: at })
    case 'expire':
      if (state === 'closed') return { kind: 'unchanged' }
      if (move.expiresAt === null || Date.parse(move.expiresAt) > Date.parse(at))
        return refused('session_not_expired')
      return moved('closed', 'expired', { ...CLOSED, closedAt: at })
    case 'reopen':
      if (state !== 'closed') return { kind: 'unchanged' }
      return moved('bot', 'reopened', { ...WITH_BOT, closedAt: null })
    default:
      return move satisfies never
  }
}

// Nothing is spread into another here: bundles of browsers, which know no moves, would keep both.
const WAITING = { status: 'active', needsHuman: true, assignedAgent: null, agentName: null } as const
const WITH_BOT = {
  status: 'active',
  needsHuman: false,
  assignedAgent: null,
  agentName: null,
  waitingSince: null,
  escalationReason: null,
  escalationSummary: null,
} as const
// The last agent stays readable in a closed session.
const CLOSED = { status: 'closed', needsHuman: false, waitingSince: null } as const

/** The columns of a session with the bot, as it begins. */
export const withBot: StateColumns = /* @__PURE__ */ Object.assign({ closedAt: null } as const, WITH_BOT)

/** The reason and summary of an escalation stay: they are what the agent reads first. */
function heldBy(agent: { agentId: string; agentName: string }): Partial<StateColumns> {
  return {
    status: 'agent_assigned',
    needsHuman: false,
    assignedAgent: agent.agentId,
    agentName: agent.agentName,
    waitingSince: null,
  }
}

function moved(state: SessionState, event: SessionEvent, patch: Partial<StateColumns>): Transition {
  return { kind: 'moved', state, patch, event }
}

function refused(code: ErrorCode): Transition {
  return { kind: 'refused', code }
}
