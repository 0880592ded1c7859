/** Brings an Appwrite project to `contract/`: tables, team, functions with their bundles. */
import { DATABASE_ID } from '../contract/database.ts'
import { ensureProject } from '../deployment/ensure-project.ts'
import { findAppwrite } from '../deployment/find-appwrite.ts'
import { isCheckout, root } from './checkout.ts'
import { CommandError, exitCodes, note, runCommand } from './terminal/command.ts'
import { wantedFunctions } from './wanted-functions.ts'

const usage = `Example:
  APPWRITE_ENDPOINT=https://fra.cloud.appwrite.io/v1 APPWRITE_PROJECT_ID=… APPWRITE_API_KEY=… ADMIN_SECRET=… \\
    npm run deploy -- --host shop.example

Makes what is missing, updates what differs, deletes nothing; running it again changes nothing. docs/deploying.md lists
the scopes that the key needs. ADMIN_SECRET becomes a secret variable of the function "admin"; LLM_BASE_URL, LLM_MODEL
and LLM_API_KEY, if they are set, become variables of the function "bot"; WEBHOOK_URL and WEBHOOK_SECRET of "upkeep"; IDENTITY_SECRET
and IDENTITY_JWKS_URL of "chat"; SMTP_URL,
MAIL_FROM, MAIL_REPLY_DOMAIN and MAIL_WEBHOOK_SECRET of those that send and receive mail, see docs/mail.md.

  --host NAME  let pages of this host use the chat (a web platform of the project); may be given several times
  --verbose    errors with their stack

Exit codes: 0 done, 1 failed, 2 wrong usage, 4 the key is wrong or lacks a scope.`

await runCommand({
  name: 'deploy',
  usage,
  options: { host: { type: 'string', multiple: true } },
  async run(flags, positionals) {
    if (positionals.length > 0)
      throw new CommandError(exitCodes.usage, `Unknown argument "${positionals.join(' ')}".`)
    const project = {
      endpoint: required('APPWRITE_ENDPOINT').replace(/\/$/, ''),
      projectId: required('APPWRITE_PROJECT_ID'),
      apiKey: required('APPWRITE_API_KEY'),
      databaseId: process.env['APPWRITE_DATABASE_ID'] || DATABASE_ID,
    }
    const adminSecret = required('ADMIN_SECRET')
    if (adminSecret.length < 16) {
      throw new CommandError(
        exitCodes.usage,
        'ADMIN_SECRET needs 16 characters or more: it opens every chat.',
      )
    }
    const mailSecret = process.env['MAIL_WEBHOOK_SECRET'] ?? ''
    if (mailSecret !== '' && mailSecret.length < 16) {
      throw new CommandError(
        exitCodes.usage,
        'MAIL_WEBHOOK_SECRET needs 16 characters or more: who knows it writes into chats.',
      )
    }
    const secrets = (process.env['IDENTITY_SECRET'] ?? '').split(/\s+/).filter(Boolean)
    if (secrets.length > 2 || secrets.some((secret) => Buffer.byteLength(secret) < 32)) {
      throw new CommandError(
        exitCodes.usage,
        'IDENTITY_SECRET is one secret of 32 bytes or more, or two with a blank between: who guesses it is whoever they like.',
      )
    }
    const version = await findAppwrite(project.endpoint)
    if (isCheckout) {
      note('Building …')
      const { ensureBuilt } = await import('./ensure-built.ts')
      await ensureBuilt(root)
    }
    note(`Deploying to project ${project.projectId} at ${project.endpoint} (Appwrite ${version}) …`)
    const changes = await ensureProject(
      project,
      wantedFunctions(root, {
        adminSecret,
        environment: process.env,
        forgetsUnset: false,
        common: { APPWRITE_DATABASE_ID: project.databaseId },
      }),
      flags.host,
    )
    for (const { kind, id } of changes) process.stdout.write(`${kind}\t${id}\n`)
    const differing = changes.filter(({ kind }) => kind === 'column_differs')
    const inTheWay = changes.filter(({ kind }) => kind === 'column_in_the_way')
    const left = differing.length + inTheWay.length
    if (changes.length === left) note('Everything else was up to date.')
    if (differing.length > 0) {
      note(
        `${differing.length} columns differ from the contract and were left alone: changing them could lose data. Change them in the console.`,
      )
    }
    for (const { id } of inTheWay) {
      note(
        `The column ${id} is required, and nothing here writes it: no row can be made. Make it optional in the console.`,
      )
    }
    if (left > 0) return exitCodes.failed
    note(nextSteps(project))
    return exitCodes.ok
  },
})

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new CommandError(exitCodes.usage, `Set ${name}.`)
  return value
}

function nextSteps(project: { endpoint: string; projectId: string }): string {
  return `
Next:
  1. Put the files of dist/widget on a static host, and this into your pages:

     <script async src="https://YOUR-HOST/widget.js" data-endpoint="${project.endpoint}" data-project="${project.projectId}"></script>

  2. Let your site's pages call Appwrite: npm run deploy -- --host YOUR-SITE
  3. Give the bot its articles: npm run import-articles -- faq/*.md
  4. Add who answers: npm run add-agent -- ana@example.com "Ana Reyes"; put dist/inbox with a config.json on a static
     host. See docs/deploying.md.`
}
