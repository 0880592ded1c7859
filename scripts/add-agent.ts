/** Makes an account for the inbox, and its owner a member of the team of agents. */
import { randomBytes } from 'node:crypto'
import { newAgentId } from '../contract/ids.ts'
import * as limits from '../contract/limits.ts'
import { ensureAgent } from '../deployment/ensure-agent.ts'
import { findConnection } from './connection.ts'
import { CommandError, exitCodes, note, runCommand } from './terminal/command.ts'

const usage = `Examples:
  npm run add-agent -- ana@example.com "Ana Reyes"
  AGENT_PASSWORD=… npm run add-agent -- ana@example.com "Ana Reyes"
  npm run add-agent -- ana@example.com "Ana Reyes" --admin

Whoever has an account of the project already keeps it, with its password, and becomes an agent. A new account gets the
password of AGENT_PASSWORD, or a random one, which is printed once.

  --admin     they may change the settings of the site, too
  --verbose   errors with their stack

Exit codes: 0 done, 1 failed, 2 wrong usage, 4 the key is wrong or lacks a scope.`

await runCommand({
  name: 'add-agent',
  usage,
  options: { admin: { type: 'boolean' } },
  async run(flags, [email, name, ...rest]) {
    if (email === undefined || name === undefined || rest.length > 0) {
      throw new CommandError(exitCodes.usage, 'Give an e-mail address and a name.')
    }
    if (!/^[^@\s]+@[^@\s]+$/.test(email)) {
      throw new CommandError(exitCodes.usage, `"${email}" is no e-mail address.`)
    }
    if (Array.from(name).length > limits.authorNameMax) {
      throw new CommandError(exitCodes.usage, `A name has at most ${limits.authorNameMax} characters.`)
    }
    const { endpoint, projectId, key, databaseId } = await findConnection()
    const given = process.env['AGENT_PASSWORD']
    const password = given || randomBytes(12).toString('base64url')
    const login = { userId: newAgentId(), name, email, password, isAdmin: flags.admin === true }
    const { accountCreated, memberAdded, madeAdmin } = await ensureAgent(
      { endpoint, projectId, apiKey: key, databaseId },
      login,
    )
    if (accountCreated && !given) process.stdout.write(`${password}\n`)
    note(
      accountCreated
        ? `${name} can sign in at the inbox with ${email}${given ? '' : ' and the password above'}.`
        : memberAdded
          ? `${email} had an account and is an agent now; the password is the one they have.`
          : `${email} is an agent already.`,
    )
    if (madeAdmin) note('They may change the settings of the site.')
    return exitCodes.ok
  },
})
