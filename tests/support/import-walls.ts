import { dirname } from 'node:path'

/** What the families of services and of endpoints share; none of them knows another. */
const PART = [
  'local-appwrite/services/*',
  'local-appwrite/services/queries',
  'local-appwrite/store',
  'node:',
  'zod',
]
const ENDPOINTS = ['local-appwrite/http/*', 'local-appwrite/services', 'local-appwrite/store', 'node:', 'zod']

/** What of `client/` does no I/O: a store may run it, and take the rest as types only. */
const PURE_CLIENT = [
  'client/backoff.ts',
  'client/chat-error.ts',
  'client/live-transcript.ts',
  'client/parse-json.ts',
  'client/read-answers.ts',
  'client/read-messages.ts',
  'client/read-sessions.ts',
]

/** What the widget's panel fetches when it is needed. */
const LATER_PARTS = [
  'widget/page/page.ts',
  'widget/conversation/conversation.tsx',
  'widget/more/more.tsx',
  'widget/help/help.tsx',
  'widget/commands/run-commands.ts',
]

/** Folders of the inbox that know nothing of each other: what one needs of another is handed to it. */
const INBOX_FEATURES = [
  'account',
  'articles',
  'conversation',
  'handoff',
  'notes',
  'presence',
  'search',
  'sessions',
  'settings',
  'statistics',
  'tags',
]

/** A feature's store and actions, its calls of Appwrite, and its components. */
function wallsOfFeature(name: string): [string, readonly string[]][] {
  const feature = `inbox/${name}`
  const page = ['inbox/inbox-error.ts', 'type inbox/*']
  return [
    [feature, ['contract', ...PURE_CLIENT, 'type client', ...page, `type ${feature}`, 'nanostores']],
    [
      `${feature}/*-calls.ts`,
      ['contract', 'client', 'inbox/call-admin.ts', 'inbox/explain-refusals.ts', ...page, `only ${feature}`],
    ],
    [
      `${feature}/*.tsx`,
      [
        'contract',
        'inbox/elements',
        'type inbox/*',
        `only ${feature}`,
        'preact',
        '@nanostores/preact',
        'type nanostores',
      ],
    ],
  ]
}

/**
 * Who may import whom. Folders stand for themselves and all below, `folder/*` for the files directly in it, `type …` for
 * `import type` alone, `only …` for the files of which that is the most precise entry of this table; everything else is a
 * package. Of files directly in a folder those whose names end alike can have an entry of their own: `folder/*.tsx`.
 */
export const walls: Readonly<Record<string, readonly string[]>> = {
  contract: ['zod'],
  client: ['contract'],
  // Nothing of the panel is in it, whose types it knows.
  'widget/launcher': ['type contract', 'type client', 'type widget/panel'],
  // The later parts as types and by `import()`.
  'widget/panel': [
    'contract',
    'client',
    'widget/components',
    'widget/launcher/stored-name.ts',
    'widget/locales',
    'widget/store',
    'type widget/attachments',
    'type widget/conversation',
    'type widget/launcher',
    ...LATER_PARTS,
    'preact',
  ],
  'widget/page': [
    'client',
    'widget/launcher/stored-name.ts',
    'widget/panel/full-screen.ts',
    'widget/panel/has-written.ts',
    'widget/panel/trap-focus.ts',
    'widget/attachments/attachments.ts',
    'type widget/launcher',
    'type widget/panel',
    'type widget/store',
  ],
  'widget/conversation': [
    'contract',
    'client',
    'widget/components',
    'widget/locales',
    'widget/panel',
    'widget/store',
    'widget/alerts/alerts.ts',
    'widget/receipts/receipts.tsx',
    'widget/rich-text/rich-text.tsx',
    'type preact',
  ],
  'widget/commands': [
    'contract',
    'widget/panel/has-written.ts',
    'widget/panel/warn-of-theme.ts',
    'type client',
    'type widget/launcher',
    'type widget/panel',
    'type widget/store',
  ],
  'widget/alerts': ['client', 'widget/locales', 'type contract', 'type widget/store'],
  'widget/attachments': [
    'contract',
    'client',
    'widget/components',
    'widget/locales',
    'type widget/panel',
    'type widget/store',
  ],
  'widget/mail': ['widget/components', 'widget/locales'],
  'widget/receipts': ['client', 'widget/components', 'widget/locales', 'type widget/store'],
  'widget/help': [
    'contract',
    'client',
    'widget/components',
    // By `import()`: what formats an article.
    'widget/conversation/conversation.tsx',
    'widget/locales',
    'widget/panel',
    'widget/store',
    'type widget/launcher',
    'preact',
  ],
  'widget/rating': ['widget/components', 'widget/locales'],
  'widget/rich-text': ['contract', 'widget/components', 'widget/locales'],
  'widget/more': ['contract', 'widget/components', 'widget/locales', 'widget/panel', 'widget/store'],
  'widget/locales': ['type contract', 'type client', 'type widget/store'],
  'widget/store': ['contract', ...PURE_CLIENT, 'type client', 'type widget/launcher'],
  'widget/components': [
    'contract',
    'client/chat-error.ts',
    'widget/attachments',
    'widget/conversation',
    'widget/help/shows-help.ts',
    'widget/locales/*',
    'widget/mail/mail.tsx',
    'widget/alerts/alerts.ts',
    'widget/rating/rating.tsx',
    'widget/receipts/receipts.tsx',
    'widget/rich-text/format-article.ts',
    'widget/more',
    'widget/panel',
    'widget/store',
    'type client',
    'type widget/launcher',
    'preact',
  ],
  embed: ['type contract', 'widget/launcher', 'type widget/panel'],
  // What puts the features together, and what listens to the browser for them.
  inbox: [
    'contract',
    'client',
    'inbox/elements',
    ...INBOX_FEATURES.map((name) => `inbox/${name}`),
    'preact',
    'nanostores',
    '@nanostores/preact',
  ],
  // What every feature's components are made of.
  'inbox/elements': ['contract', 'preact'],
  ...Object.fromEntries(INBOX_FEATURES.flatMap(wallsOfFeature)),
  // Tools for models, over the admin API, wherever it is called from.
  mcp: ['contract', 'zod'],
  demo: [],
  'functions/platform': ['contract', 'zod', 'node:'],
  'functions/repositories': ['contract', 'node-appwrite', 'node:'],
  'functions/sessions': ['contract', 'functions/repositories'],
  'functions/statistics': ['contract', 'functions/repositories'],
  'functions/attachments': ['contract', 'functions/repositories'],
  'functions/chat': [
    'contract',
    'functions/attachments',
    'functions/platform',
    'functions/repositories',
    'functions/sessions',
    'functions/statistics',
    'jose',
  ],
  'functions/bot': [
    'contract',
    'functions/platform',
    'functions/repositories',
    'functions/sessions',
    'functions/articles',
    'functions/language',
    'functions/bot/model',
    'zod',
    'node:',
  ],
  'functions/help': [
    'contract',
    'functions/articles',
    'functions/language',
    'functions/platform',
    'functions/repositories',
    'functions/sessions/offered-corpora.ts',
    'functions/sessions/rate-limit.ts',
    'functions/sessions/settings-cache.ts',
  ],
  // What visitors may look up and how, for the bot, for `help` and for `upkeep`, which keeps the index.
  'functions/articles': ['contract', 'functions/repositories', 'functions/language', 'node:'],
  'functions/language': ['@orama/stemmers', 'stopword'],
  'functions/bot/model': ['contract', 'functions/repositories', 'eventsource-parser', 'zod'],
  'functions/admin': [
    'contract',
    // What is generated from the contract.
    'docs/admin-openapi.json',
    'docs/mcp-tools.json',
    'mcp',
    'functions/attachments',
    'functions/mail',
    'functions/platform',
    'functions/repositories',
    'functions/sessions',
    'functions/statistics',
    'node:',
  ],
  // Mails that go out. What reads those that come in is a folder below, which `functions/admin` loads alone.
  'functions/mail': ['contract', 'functions/repositories', 'nodemailer', 'node:'],
  'functions/mail/reading': ['contract', 'functions/mail/*', 'postal-mime', 'node:'],
  'functions/upkeep': [
    'contract',
    // It keeps the index of the articles up to date.
    'functions/articles',
    // Mails are in the language that the visitor writes.
    'functions/language',
    'functions/mail/*',
    'functions/platform',
    'functions/repositories',
    'functions/sessions',
    'functions/statistics',
    'functions/upkeep/webhooks',
    'zod',
  ],
  'functions/upkeep/webhooks': ['contract', 'functions/repositories', 'functions/upkeep', 'node:'],
  deployment: ['contract', 'node-appwrite', 'tar', 'node:'],
  'local-appwrite/store': ['node:'],
  'local-appwrite/store/geometry': ['local-appwrite/store/*', 'jsts', 'node:'],
  'local-appwrite/store/tables': ['local-appwrite/store/*', 'local-appwrite/store/geometry', 'node:'],
  'local-appwrite/store/documents': ['local-appwrite/store/*', 'local-appwrite/store/tables', 'node:', 'zod'],
  'local-appwrite/services': ['local-appwrite/store', 'node:'],
  'local-appwrite/services/schema': ['local-appwrite/services/*', 'local-appwrite/store', 'node:'],
  'local-appwrite/services/queries': [
    'local-appwrite/services/*',
    'local-appwrite/services/schema',
    'local-appwrite/store',
  ],
  'local-appwrite/services/rows': [
    'local-appwrite/services/*',
    'local-appwrite/services/schema',
    'local-appwrite/services/queries',
    'local-appwrite/store',
    'node:',
    'zod',
  ],
  'local-appwrite/services/people': PART,
  'local-appwrite/services/functions': [...PART, 'croner'],
  'local-appwrite/services/storage': PART,
  'local-appwrite/http': ['local-appwrite/services', 'local-appwrite/store', 'hono', 'node:'],
  'local-appwrite/http/schema': ENDPOINTS,
  'local-appwrite/http/rows': ENDPOINTS,
  'local-appwrite/http/people': ENDPOINTS,
  'local-appwrite/http/functions': ENDPOINTS,
  'local-appwrite/http/storage': ENDPOINTS,
  'local-appwrite/realtime': [
    'local-appwrite/services',
    // How this server writes times and JSON: pure functions.
    'local-appwrite/store/format-time.ts',
    'local-appwrite/store/json.ts',
    'ws',
    'node:',
    'zod',
  ],
  'local-appwrite/runtime': ['local-appwrite/services', 'tar', 'node:', 'zod'],
  'local-appwrite': ['hono', '@hono/node-server', 'ws', 'node:'],
  'local-appwrite/vitest.ts': ['local-appwrite/server.ts', 'vitest', 'node:'],
  'local-appwrite/seed': ['zod', 'node:'],
  'local-appwrite/scripts': ['esbuild', 'zod', 'node:'],
  'local-appwrite/bench': [
    'local-appwrite/scripts/build-package.ts',
    'local-appwrite/server.ts',
    'zod',
    'node:',
  ],
  'local-appwrite/tests': [
    'local-appwrite/*',
    ...['bench', 'http', 'realtime', 'runtime', 'seed', 'services', 'store'].map(
      (folder) => `local-appwrite/${folder}`,
    ),
    'local-appwrite',
    'appwrite',
    'esbuild',
    'jsts',
    'node-appwrite',
    'tar',
    'vitest',
    'ws',
    'zod',
    'node:',
  ],
  scripts: [
    'contract',
    // What a visitor's browser does, for the doctor.
    'client',
    'deployment',
    'docs/mcp-tools.json',
    'mcp',
    // What `bench` measures.
    'functions/admin/read-stats.ts',
    'functions/upkeep/budget.ts',
    'functions/upkeep/count-changes.ts',
    'functions/upkeep/recount.ts',
    'functions/articles',
    'functions/language',
    'functions/bot',
    'functions/sessions/preview.ts',
    'functions/sessions/tagged-sessions.ts',
    'functions/sessions/unanswered-questions.ts',
    'functions/repositories',
    'local-appwrite',
    'tests/faults',
    'tests/simulation',
    'tests/support/chromium.ts',
    'tests/support/counting-proxy.ts',
    'tests/support/eventually.ts',
    'tests/support/stack.ts',
    'tests/support/visitor.ts',
    'esbuild',
    'node-appwrite',
    'string-width',
    'vitest',
    'zod',
    'node:',
  ],
}

const NETWORK = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'BroadcastChannel']
const STORAGE = ['localStorage', 'sessionStorage', 'indexedDB']
const DOM = ['document', 'window', 'globalThis', 'self', 'navigator', 'location', 'addEventListener']

/** What of a browser a folder may not name, beside what it may not import. */
const unnamed: Readonly<Record<string, readonly string[]>> = {
  'widget/store': [...NETWORK, ...STORAGE, ...DOM],
  'widget/components': [...NETWORK, ...STORAGE],
  ...Object.fromEntries(
    INBOX_FEATURES.flatMap((name) => [
      [`inbox/${name}`, [...NETWORK, ...STORAGE, ...DOM]],
      [`inbox/${name}/*-calls.ts`, [...STORAGE, ...DOM]],
      [`inbox/${name}/*.tsx`, [...NETWORK, ...STORAGE]],
    ]),
  ),
}

/** Folders that are packages: who is outside imports them by their name alone. */
const packages: readonly string[] = ['local-appwrite']

/** Files directly in these may import what lies below. */
const wiresItsFolders: readonly string[] = ['local-appwrite', 'local-appwrite/store']

export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string
  readonly text: string
}

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s(type\s)?(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*[,)]/g

/** Comments and texts, in which any word may stand. What is between the braces of a template stays. */
const PROSE = /\/\*[^]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g

/** Every import and name that no wall allows, as `file → what`. A file in no folder of the table is one, too. */
export function violations(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const home = homeOf(path)
    if (home === null) return [`${path} is in no folder of the table`]
    const imported = importsOf(path, text)
      .filter((one) => !isAllowed(home, one))
      .map(({ target }) => target)
    return [...imported, ...namesIn(text, unnamed[home] ?? [])].map((what) => `${path} → ${what}`)
  })
}

interface Import {
  readonly target: string
  /** Whether it is gone when the file runs. */
  readonly isType: boolean
}

/** The most precise folder of the table that holds a path. */
function homeOf(path: string): string | null {
  const homes = Object.keys(walls).filter((entry) => {
    const [folder = '', ending] = entry.split('/*')
    if (ending === undefined) return path === folder || path.startsWith(`${folder}/`)
    return dirname(path) === folder && path.endsWith(ending)
  })
  return homes.sort((one, other) => other.length - one.length)[0] ?? null
}

function isAllowed(home: string, { target, isType }: Import): boolean {
  if (homeOf(target) === home) return true
  if (target.startsWith(`${home}/`) && wiresItsFolders.includes(home)) return true
  return (walls[home] ?? []).some((entry) => {
    const allowed = entry.replace(/^type /, '')
    if (allowed !== entry && !isType) return false
    if (packages.includes(allowed)) return target === allowed
    if (allowed.startsWith('only ')) return homeOf(target) === allowed.slice('only '.length)
    if (allowed === 'node:') return target.startsWith('node:')
    if (allowed.endsWith('/*')) return dirname(target) === allowed.slice(0, -2)
    return target === allowed || target.startsWith(`${allowed}/`)
  })
}

export function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].map(([, type, specifier = '', dynamic]) => {
    const name = dynamic ?? specifier
    return { target: name.startsWith('.') ? resolvePath(path, name) : name, isType: type !== undefined }
  })
}

/** Those of the names that a text uses, not as somebody's property. */
function namesIn(text: string, names: readonly string[]): string[] {
  const code = text.replaceAll(PROSE, '')
  return names.filter((name) => new RegExp(`(?<![\\w$.])${name}(?![\\w$]|\\??:)`).test(code))
}

function resolvePath(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1)
}
