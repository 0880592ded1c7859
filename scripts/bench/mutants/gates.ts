import type { Ended, SourceCopy } from './source-copy.ts'

/** What can stop a mutant, the cheapest first. */
export const gates = ['types', 'lint', 'unit tests', 'simulation', 'integration tests'] as const
export type Gate = (typeof gates)[number]

/** The folders that are mutated, with the types that each is checked by. */
export const mutatedFolders = {
  contract: ['tsconfig.json', 'client/tsconfig.json'],
  client: ['client/tsconfig.json'],
  'widget/store': ['widget/tsconfig.json'],
  functions: ['tsconfig.json'],
  'inbox/account': ['inbox/tsconfig.json'],
  'inbox/conversation': ['inbox/tsconfig.json'],
  'inbox/sessions': ['inbox/tsconfig.json'],
  'inbox/statistics': ['inbox/tsconfig.json'],
} as const
export type MutatedFolder = keyof typeof mutatedFolders

/** The rules of .oxlintrc.json that see what a forgotten `await` does. */
const PROMISE_RULES = ['no-floating-promises', 'no-misused-promises', 'await-thenable']

/** The tests of the built functions. */
const FUNCTION_TESTS = [
  'abuse-shield',
  'admin-',
  'appwrite-calls',
  'chat-',
  'functions-',
  'help',
  'scripts',
  'trouble',
  'upkeep',
]

/** Those that are about a folder, which run first. */
const LIKELY: readonly (readonly [string, string])[] = [
  ['functions/admin/', 'admin-'],
  ['functions/articles/', 'chat-bot'],
  ['functions/bot/', 'chat-bot'],
  ['functions/help/', 'help'],
  ['functions/language/', 'chat-bot'],
  ['functions/upkeep/', 'upkeep'],
]

/**
 * Runs a gate on one file, or on all without one. Tests that measure time stay out: a machine that does
 * something else would stop mutants.
 */
export async function pass(
  gate: Gate,
  copy: SourceCopy,
  folder: MutatedFolder,
  file: string | null,
  withinMs: number,
): Promise<Ended> {
  switch (gate) {
    case 'types':
      return first(
        mutatedFolders[folder].map((project) => () => {
          // What a removed call leaves unused is no mistake in types.
          const args = ['--noUnusedLocals', 'false', '--noUnusedParameters', 'false']
          return copy.run('node_modules/.bin/tsc', ['-p', project, ...args], withinMs)
        }),
      )
    case 'lint':
      return copy.run(
        'node_modules/.bin/oxlint',
        ['-A', 'all', ...PROMISE_RULES.flatMap((rule) => ['-D', `typescript/${rule}`]), file ?? folder],
        withinMs,
      )
    case 'unit tests':
      return vitest(
        ['unit', ...(file === null ? ['run'] : ['related', file, '--run', '--passWithNoTests'])],
        ['--exclude', 'tests/unit/linear-time.test.ts'],
      )
    case 'simulation':
      return copy.run(process.execPath, ['scripts/bench/mutants/some-worlds.ts'], withinMs)
    case 'integration tests':
      return first(
        [likelyTests(file), FUNCTION_TESTS]
          .filter((words) => words.length > 0)
          .map((words) => () => functionTests(words)),
      )
  }

  function functionTests(words: readonly string[]): Promise<Ended> {
    return vitest(['integration', 'run', ...words.map((word) => `tests/integration/${word}`)], [])
  }

  function vitest([project = '', ...args]: readonly string[], more: readonly string[]): Promise<Ended> {
    return copy.run(
      'node_modules/.bin/vitest',
      [...args, '--project', project, '--bail', '1', '--configLoader', 'native', ...more],
      withinMs,
    )
  }
}

function likelyTests(file: string | null): readonly string[] {
  return LIKELY.filter(([folder]) => file?.startsWith(folder)).map(([, word]) => word)
}

/** Whether a gate covers a folder. */
export function concerns(gate: Gate, folder: MutatedFolder): boolean {
  return gate !== 'integration tests' || folder === 'functions' || folder === 'contract'
}

/** One after the other, up to the first that doesn't pass. */
async function first(runs: readonly (() => Promise<Ended>)[]): Promise<Ended> {
  let last: Ended = { how: 'passed', tookMs: 0, said: '' }
  for (const run of runs) {
    const ended = await run()
    last = { ...ended, tookMs: last.tookMs + ended.tookMs }
    if (last.how !== 'passed') return last
  }
  return last
}
