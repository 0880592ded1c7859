/** The operator's API: what the function `admin` answers. What it takes is in `admin-requests.ts`. */
import type { AgentRow } from './tables/agents.ts'
import type { MessageRow } from './tables/messages.ts'
import type { SessionRow } from './tables/sessions.ts'

/** `GET /admin/sessions`: most recently active first, unless sorted otherwise. */
export interface SessionListAnswer {
  readonly sessions: readonly SessionRow[]
  /** Give it as `cursor` for the next page; null on the last. */
  readonly nextCursor: string | null
}

/** `GET /admin/sessions/:id`. */
export interface SessionDetailAnswer {
  readonly session: SessionRow
}

/** `GET /admin/sessions/:id/messages?after=|before=&limit=`: oldest first. */
export interface TranscriptAnswer {
  readonly messages: readonly MessageRow[]
  readonly hasMore: boolean
}

/** Every call that moves or changes a session. */
export interface SessionChangedAnswer {
  readonly session: SessionRow
  /** False when the session already was as asked. */
  readonly changed: boolean
}

/** `POST /admin/sessions/:id/messages`. */
export interface ReplyAnswer {
  readonly message: MessageRow
  readonly session: SessionRow
  readonly duplicate: boolean
}

/** `GET /admin/stats`. Each count costs one call of Appwrite, which counts to 5,000. */
export interface StatsAnswer {
  readonly sessions: {
    readonly total: number
    /** By state. */
    readonly bot: number
    readonly waiting: number
    readonly agent: number
    readonly closed: number
    /** bot + waiting + agent: the counter "Active sessions". */
    readonly active: number
    readonly createdLast24h: number
    /** Without a single message. */
    readonly empty: number
  }
  readonly messages: { readonly total: number; readonly createdLast24h: number }
  /** The newest `lastSeen` of all, or null. */
  readonly mostRecentActivity: string | null
  /** Names of the counts that stopped at 5,000, such as `messages.total`: there are at least so many. */
  readonly atLeast: readonly string[]
  /** Open sessions by agent. */
  readonly workload: readonly {
    readonly agentId: string
    readonly name: string | null
    readonly sessions: number
  }[]
}

/** `POST /admin/cleanup`: what would go, or went. */
export interface CleanupAnswer {
  readonly dryRun: boolean
  /** Sessions last seen before this moment go. */
  readonly before: string
  readonly sessions: number
  readonly messages: number
  /** True when more are left than one call deletes: call again. Of a dry run: there are at least so many. */
  readonly more: boolean
}

/** `DELETE` of a session or of its messages. */
export interface RemovedAnswer {
  readonly sessionId: string
  readonly messages: number
}

/** `GET /admin/agents`. */
export interface AgentsAnswer {
  readonly agents: readonly AgentRow[]
}

/** `GET /admin/me`: who the caller is to us; null for the bearer of the secret. */
export interface MeAnswer {
  readonly agent: { readonly id: string; readonly name: string } | null
  readonly databaseId: string
}

/** `GET /admin/health`. */
export interface HealthAnswer {
  readonly status: 'ok'
  readonly database: 'ok'
  readonly version: string
  /** The last run of `upkeep`; null before the first. `behindSeconds` is how long its oldest work left has been due. */
  readonly upkeep: { readonly at: string; readonly behindSeconds: number } | null
}

/** Paths of the function `admin`; ids need no escaping. */
export const adminPaths = {
  me: '/admin/me',
  health: '/admin/health',
  stats: '/admin/stats',
  agents: '/admin/agents',
  cleanup: '/admin/cleanup',
  sessions: '/admin/sessions',
  session: (sessionId: string) => `/admin/sessions/${sessionId}`,
  messages: (sessionId: string) => `/admin/sessions/${sessionId}/messages`,
  assign: (sessionId: string) => `/admin/sessions/${sessionId}/assign`,
  release: (sessionId: string) => `/admin/sessions/${sessionId}/release`,
  returnToBot: (sessionId: string) => `/admin/sessions/${sessionId}/return-to-bot`,
  close: (sessionId: string) => `/admin/sessions/${sessionId}/close`,
  reopen: (sessionId: string) => `/admin/sessions/${sessionId}/reopen`,
} as const
