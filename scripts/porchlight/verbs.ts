/** What `porchlight` can do: a script, and what it is called with first. */
export interface Verb {
  readonly name: string
  readonly does: string
  /** The file in `scripts/` that does it. */
  readonly script: string
  readonly first?: readonly string[]
  /** Whether a session has to be named next. */
  readonly takesSession?: true
  readonly load: () => Promise<unknown>
}

export const verbs: readonly Verb[] = [
  {
    name: 'sessions',
    does: 'list sessions, as a table, JSON or CSV',
    script: 'view-sessions',
    load: () => import('../view-sessions.ts'),
  },
  {
    name: 'show',
    does: 'one session with its messages',
    script: 'view-sessions',
    first: ['--session'],
    takesSession: true,
    load: () => import('../view-sessions.ts'),
  },
  {
    name: 'verify',
    does: 'prove that every message is stored',
    script: 'verify-chats-stored',
    load: () => import('../verify-chats-stored.ts'),
  },
  {
    name: 'assign',
    does: 'give a session to an agent',
    script: 'assign-session',
    load: () => import('../assign-session.ts'),
  },
  {
    name: 'release',
    does: 'let a session wait for another agent',
    script: 'assign-session',
    first: ['--release'],
    load: () => import('../assign-session.ts'),
  },
  {
    name: 'return',
    does: 'return a session to the bot',
    script: 'assign-session',
    first: ['--bot'],
    load: () => import('../assign-session.ts'),
  },
  {
    name: 'reply',
    does: 'reply as the agent of a session',
    script: 'reply-session',
    load: () => import('../reply-session.ts'),
  },
  {
    name: 'close',
    does: 'close sessions',
    script: 'close-session',
    load: () => import('../close-session.ts'),
  },
  {
    name: 'reopen',
    does: 'open closed sessions again',
    script: 'close-session',
    first: ['--reopen'],
    load: () => import('../close-session.ts'),
  },
  {
    name: 'tag',
    does: 'give a session tags, or take some away',
    script: 'tag-session',
    load: () => import('../tag-session.ts'),
  },
  {
    name: 'note',
    does: 'leave other agents a note',
    script: 'note-session',
    load: () => import('../note-session.ts'),
  },
  {
    name: 'stats',
    does: 'statistics of the whole site',
    script: 'view-statistics',
    load: () => import('../view-statistics.ts'),
  },
  {
    name: 'gaps',
    does: 'questions that the articles don’t answer',
    script: 'view-sessions',
    first: ['--gaps'],
    load: () => import('../view-sessions.ts'),
  },
  {
    name: 'articles',
    does: 'import articles from JSON or Markdown',
    script: 'import-articles',
    load: () => import('../import-articles.ts'),
  },
  {
    name: 'suggestions',
    does: 'articles that agents suggest',
    script: 'suggested-articles',
    load: () => import('../suggested-articles.ts'),
  },
  {
    name: 'export',
    does: 'write sessions to a file',
    script: 'export-sessions',
    load: () => import('../export-sessions.ts'),
  },
  {
    name: 'import',
    does: 'store what export wrote',
    script: 'import-sessions',
    load: () => import('../import-sessions.ts'),
  },
  {
    name: 'cleanup',
    does: 'delete old sessions',
    script: 'cleanup-sessions',
    load: () => import('../cleanup-sessions.ts'),
  },
  {
    name: 'erase',
    does: 'erase all that is kept of one visitor',
    script: 'erase-visitor',
    load: () => import('../erase-visitor.ts'),
  },
  {
    name: 'status',
    does: 'how each part does, for monitors',
    script: 'status',
    load: () => import('../status.ts'),
  },
  {
    name: 'mcp',
    does: 'tools for a language model, by the Model Context Protocol',
    script: 'serve-mcp',
    load: () => import('../serve-mcp.ts'),
  },
  {
    name: 'doctor',
    does: 'find what is wrong with a project',
    script: 'doctor',
    load: () => import('../doctor.ts'),
  },
  {
    name: 'deploy',
    does: 'bring an Appwrite project up to date',
    script: 'deploy',
    load: () => import('../deploy.ts'),
  },
  {
    name: 'add-agent',
    does: 'make an account for the inbox',
    script: 'add-agent',
    load: () => import('../add-agent.ts'),
  },
]
