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

/**
 * Who may import whom. Folders stand for themselves and all below, `folder/*` for the files directly in it; everything
 * else is a package.
 */
export const walls: Readonly<Record<string, readonly string[]>> = {
  contract: ['zod'],
  client: ['contract'],
  widget: ['contract', 'client', 'preact'],
  inbox: ['contract', 'client', 'preact', 'nanostores', '@nanostores/preact', 'appwrite'],
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
  'local-appwrite/services/functions': PART,
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
  scripts: [
    'contract',
    'deployment',
    'functions/repositories',
    'local-appwrite/server.ts',
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

/** Files directly in these may import what lies below. */
const wiresItsFolders: readonly string[] = ['local-appwrite', 'local-appwrite/store']

export interface SourceFile {
  /** From the root, with slashes. */
  readonly path: string
  readonly text: string
}

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** Every import that no wall allows, as `file → what`. A file in no folder of the table is one, too. */
export function violations(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const home = homeOf(path)
    if (home === null) return [`${path} is in no folder of the table`]
    return importsOf(path, text)
      .filter((target) => !isAllowed(home, target))
      .map((target) => `${path} → ${target}`)
  })
}

/** The most precise folder of the table that holds a path. */
function homeOf(path: string): string | null {
  const homes = Object.keys(walls).filter((folder) => path.startsWith(`${folder}/`))
  return homes.sort((one, other) => other.length - one.length)[0] ?? null
}

function isAllowed(home: string, target: string): boolean {
  const isOwn = target.startsWith(`${home}/`)
  if (isOwn && (homeOf(target) === home || wiresItsFolders.includes(home))) return true
  return (walls[home] ?? []).some((allowed) => {
    if (allowed === 'node:') return target.startsWith('node:')
    if (allowed.endsWith('/*')) return dirname(target) === allowed.slice(0, -2)
    return target === allowed || target.startsWith(`${allowed}/`)
  })
}

function importsOf(path: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].map((match) => {
    const specifier = match[1] ?? match[2] ?? ''
    return specifier.startsWith('.') ? resolvePath(path, specifier) : specifier
  })
}

function resolvePath(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1)
}
