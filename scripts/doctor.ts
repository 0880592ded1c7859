/** Looks at a project as owners, visitors and operators need it, and says what is wrong and what mends it. */
import { findConnection } from './connection.ts'
import { checkAnswers } from './doctor/check-answers.ts'
import { checkAppwrite } from './doctor/check-appwrite.ts'
import { checkFunctions } from './doctor/check-functions.ts'
import { checkAdmin, checkAgents } from './doctor/check-operators.ts'
import { checkPages } from './doctor/check-pages.ts'
import { checkProject } from './doctor/check-project.ts'
import { checkBucket } from './doctor/check-bucket.ts'
import { checkTables } from './doctor/check-tables.ts'
import { checkVisitor } from './doctor/check-visitor.ts'
import { examine, type Examined } from './doctor/examine.ts'
import type { Finding } from './doctor/finding.ts'
import { exitCodes, InputError, note, print, runCommand } from './terminal/command.ts'
import { jsonText } from './terminal/json-text.ts'
import { plainText } from './terminal/plain-text.ts'

const usage = `Examples:
  npm run doctor                                       the server that npm start runs
  npm run doctor -- --origin https://shop.example      also whether pages of this site may call it
  npm run -s doctor -- --json | jq '.[].findings'

  --origin O    a site whose pages have the widget
  --json        an array of checks with their findings
  --verbose     errors with their stack

It begins two sessions as visitors do, and deletes them again; nothing else is changed.

Exit codes: 0 nothing is broken, 1 something is, 2 wrong usage.`

const checks = [
  checkAppwrite,
  checkProject,
  checkTables,
  checkBucket,
  checkFunctions,
  checkAdmin,
  checkAgents,
  checkAnswers,
  checkPages,
  checkVisitor,
]
const marks: Record<Finding['state'], string> = { ok: '✓', warning: '!', failed: '✗' }

await runCommand({
  name: 'doctor',
  usage,
  options: { origin: { type: 'string' }, json: { type: 'boolean' } },
  async run(flags, positionals) {
    if (positionals.length > 0) throw new InputError(`Unknown argument "${positionals.join(' ')}".`)
    const origin = originIn(flags.origin)
    const patient = { connection: await findConnection(), origin }
    const examined: Examined[] = []
    for await (const one of examine(checks, patient)) {
      examined.push(one)
      if (!flags.json) show(one)
    }
    if (flags.json) process.stdout.write(`${jsonText(examined, 2)}\n`)
    const all = examined.flatMap(({ findings }) => findings ?? [])
    const count = (state: Finding['state']) => all.filter((finding) => finding.state === state).length
    note(`${count('failed')} broken, ${count('warning')} to look at, ${count('ok')} fine.`)
    return count('failed') > 0 ? exitCodes.failed : exitCodes.ok
  },
})

/** Whether it is the server of `npm start`, which deploys to itself whenever it starts. */
function isLocal(): boolean {
  return !process.env['APPWRITE_ENDPOINT']
}

function locally(fix: string): string {
  return fix.endsWith('npm run deploy')
    ? 'Stop npm start and start it again: it brings its project up to date.'
    : fix
}

function originIn(text: string | undefined): string | null {
  if (text === undefined) return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new InputError('--origin is a site’s origin, such as https://shop.example.')
  }
  return url.origin
}

function show({ check, findings }: Examined): void {
  if (findings === null) {
    print(`– ${check}: not looked at, as it needs what is broken above.`, '  ')
    return
  }
  for (const { state, says, fix } of findings) {
    print(`${marks[state]} ${check}: ${plainText(says)}`, '  ')
    if (fix !== null) print(`    → ${plainText(isLocal() ? locally(fix) : fix)}`, '      ')
  }
}
