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
]

/**
 * Who may import whom. Folders stand for themselves and all below, `folder/*` for the files directly in it, `type …` for
 * `import type` alone; everything else is a package.
 */
export const walls: Readonly<Record<string, readonly string[]>> = {
  contract: ['zod'],
  client: ['contract'],
  widget: ['contract', 'client', 'widget/store', 'widget/components', 'preact'],
  'widget/store': ['contract', ...PURE_CLIENT, 'type client', 'type widget/*'],
  'widget/components': ['contract', 'widget/*', 'widget/store', 'type client', 'preact'],
  inbox: [
    'contract',
    'client',
    'inbox/store',
    'inbox/components',
    'preact',
    'nanostores',
    '@nanostores/preact',
    'appwrite',
  ],
  'inbox/store': [
    'contract',
    ...PURE_CLIENT,
    'inbox/inbox-error.ts',
    'inbox/view.ts',
    'type inbox/*',
    'type client',
    'nanostores',
  ],
  // `store/` as types: it comes to them by their properties.
  'inbox/components': [
    'contract',
    'inbox/relative-time.ts',
    'inbox/view.ts',
    'type inbox/*',
    'type inbox/store',
    'preact',
    '@nanostores/preact',
  ],
  demo: [],
  'functions/platform': ['contract', 'zod', 'node:'],
  'functions/repositories': ['contract', 'node-appwrite', 'node:'],
  'functions/sessions': ['contract', 'functions/repositories'],
  'functions/chat': ['contract', 'functions/platform', 'functions/repositories', 'functions/sessions'],
  'functions/bot': [
    'contract',
    'functions/platform',
    'functions/repositories',
    'functions/sessions',
    'minisearch',
    'node:',
  ],
  'functions/admin': [
    'contract',
    'functions/platform',
    'functions/repositories',
    'functions/sessions',
    'node:',
  ],
  'functions/upkeep': [
    'contract',
    'functions/platform',
    'functions/repositories',
    'functions/sessions',
    'zod',
  ],
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
    'deployment',
    'functions/repositories',
    'local-appwrite',
    'tests/faults',
    'tests/simulation',
    'tests/support/chromium.ts',
    'esbuild',
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
  'inbox/store': [...NETWORK, ...STORAGE, ...DOM],
  'inbox/components': [...NETWORK, ...STORAGE],
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
  /(?:^|[\s;])(?:import|export)\s(type\s)?(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

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
  const homes = Object.keys(walls).filter((folder) => path === folder || path.startsWith(`${folder}/`))
  return homes.sort((one, other) => other.length - one.length)[0] ?? null
}

function isAllowed(home: string, { target, isType }: Import): boolean {
  const isOwn = target.startsWith(`${home}/`)
  if (isOwn && (homeOf(target) === home || wiresItsFolders.includes(home))) return true
  return (walls[home] ?? []).some((entry) => {
    const allowed = entry.replace(/^type /, '')
    if (allowed !== entry && !isType) return false
    if (packages.includes(allowed)) return target === allowed
    if (allowed === 'node:') return target.startsWith('node:')
    if (allowed.endsWith('/*')) return dirname(target) === allowed.slice(0, -2)
    return target === allowed || target.startsWith(`${allowed}/`)
  })
}

function importsOf(path: string, text: string): Import[] {
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
