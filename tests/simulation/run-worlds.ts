/**
 * Lives worlds and prints what came of them as one line of JSON. Bundled by `build-simulation.ts`, so that it runs outside
 * of any test runner: a world replaces the clock, which others need.
 *
 *   --worlds N --seed S     so many, the first ones of a seed
 *   --path P                one of them, as a failure named it
 *   --twice                 each world twice: both must be equal
 *   --kept FILE             the worlds of a file, which broke a rule once
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Script } from 'node:vm'
import * as fc from 'fast-check'
import { plans, type Plan } from './plan.ts'
import { violations } from './properties.ts'
import type { WorldsReport } from './worlds-report.ts'
import { runWorld } from './world.ts'

const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    path: { type: 'string' },
    twice: { type: 'boolean', default: false },
    kept: { type: 'string' },
    shrink: { type: 'boolean', default: false },
  },
})

process.env['APPWRITE_FUNCTION_API_ENDPOINT'] = 'http://appwrite.test/v1'
process.env['APPWRITE_FUNCTION_PROJECT_ID'] = 'p'
process.env['ADMIN_SECRET'] = 'a secret'

const scripts = new Map<string, Script>()
function bundle(functionId: string): Script {
  const present = scripts.get(functionId)
  if (present) return present
  const file = join(import.meta.dirname, 'functions', functionId, 'main.cjs')
  const script = new Script(`(require, module, exports) => {${readFileSync(file, 'utf8')}\n}`, {
    filename: file,
  })
  scripts.set(functionId, script)
  return script
}

let worlds = 0
let messages = 0
let foundAfter = 0
const faults: Record<string, number> = {}

async function live(plan: Plan): Promise<readonly unknown[]> {
  const outcome = await runWorld(plan, bundle)
  worlds++
  messages += outcome.server.rows.rows('messages').size
  for (const [kind, count] of Object.entries(outcome.faults)) faults[kind] = (faults[kind] ?? 0) + count
  const found: unknown[] = violations(outcome)
  if (values.twice) {
    const again = await runWorld(plan, bundle)
    if (again.fingerprint !== outcome.fingerprint) found.push('the same plan ran differently the second time')
  }
  if (found.length > 0 && foundAfter === 0) foundAfter = worlds
  return found
}

if (values.kept !== undefined) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by hand from what a failure printed
  const kept = JSON.parse(readFileSync(values.kept, 'utf8')) as {
    readonly name: string
    readonly plan: Plan
  }[]
  const broken: string[] = []
  for (const { name, plan } of kept) if ((await live(plan)).length > 0) broken.push(name)
  process.stdout.write(`${JSON.stringify({ worlds, broken })}\n`)
  process.exit(0)
}

let last: readonly unknown[] = []
const details = await fc.check(
  fc.asyncProperty(plans, async (plan) => {
    const found = await live(plan)
    if (found.length > 0) last = found
    return found.length === 0
  }),
  {
    numRuns: Number(values.worlds),
    seed: Number(values.seed),
    ...(values.path !== undefined && { path: values.path }),
    endOnFailure: !values.shrink,
  },
)
const [plan] = details.counterexample ?? []
const failure =
  plan === undefined
    ? null
    : {
        foundAfter,
        seed: details.seed,
        path: details.counterexamplePath ?? '',
        plan,
        violations: values.shrink ? await live(plan) : last,
      }
const report: WorldsReport = { worlds, messages, faults, failure }
process.stdout.write(`${JSON.stringify(report)}\n`)
// What dead worlds still wait for keeps nothing alive.
process.exit(0)
