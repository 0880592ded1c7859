/** Says how each part does; for a monitor that runs a command. */
import { HealthAnswer } from '../contract/admin-answers.ts'
import { adminPaths } from '../contract/admin-api.ts'
import { callAdmin } from './admin-api.ts'
import { findConnection } from './connection.ts'
import { CommandError, exitCodes, note, print, runCommand } from './terminal/command.ts'
import { jsonText } from './terminal/json-text.ts'
import { plainText } from './terminal/plain-text.ts'

const usage = `Examples:
  npm run status
  npm run -s status -- --json | jq -r .status
  npm run status || mail -s "The chat needs you" ops@example.com

  --json        the answer of GET /admin/health
  --strict      end with 8 when something is to be looked at
  --verbose     errors with their stack

"doctor" looks closer, and acts as a visitor does. Exit codes: 0 nothing is broken, 1 something is, or can’t be reached,
2 wrong usage, 4 wrong secret, 8 see --strict.`

const marks: Record<HealthAnswer['status'], string> = { ok: '✓', warn: '!', fail: '✗' }

await runCommand({
  name: 'status',
  usage,
  options: { json: { type: 'boolean' }, strict: { type: 'boolean' } },
  async run({ json, strict }, positionals) {
    if (positionals.length > 0)
      throw new CommandError(exitCodes.usage, `Unknown argument "${positionals.join(' ')}".`)
    const health = HealthAnswer.parse(await callAdmin(await findConnection(), 'GET', adminPaths.health))
    if (json) process.stdout.write(`${jsonText(health, 2)}\n`)
    else {
      for (const { name, state, says, fix } of health.parts) {
        print(`${marks[state]} ${name}: ${plainText(says)}`, '  ')
        if (fix !== null) print(`    → ${plainText(fix)}`, '      ')
      }
    }
    const count = (state: HealthAnswer['status']) =>
      health.parts.filter((part) => part.state === state).length
    note(`${count('fail')} broken, ${count('warn')} to look at, ${count('ok')} fine.`)
    if (health.status === 'fail') return exitCodes.failed
    return strict && health.status === 'warn' ? exitCodes.condition : exitCodes.ok
  },
})
