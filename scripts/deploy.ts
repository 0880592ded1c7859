/** Brings an Appwrite project to `contract/`: tables, team, functions with their bundles. */
import { resolve } from 'node:path'
import { DATABASE_ID } from '../contract/database.ts'
import { functions } from '../contract/functions.ts'
import { ensureProject } from '../deployment/ensure-project.ts'
import { buildAll } from './build-all.ts'
import { functionBundle } from './build-functions.ts'
import { CommandError, exitCodes, note, runCommand } from './terminal/command.ts'

const usage = `Example:
  APPWRITE_ENDPOINT=https://fra.cloud.appwrite.io/v1 APPWRITE_PROJECT_ID=… APPWRITE_API_KEY=… ADMIN_SECRET=… npm run deploy

Makes what is missing, updates what differs, deletes nothing; running it again changes nothing. The key needs the scopes
databases, tables, columns, indexes, teams and functions (read and write). ADMIN_SECRET becomes a variable of the
function "admin".

  --verbose   errors with their stack

Exit codes: 0 done, 1 failed, 2 wrong usage.`

const root = resolve(import.meta.dirname, '..')

await runCommand({
  name: 'deploy',
  usage,
  options: {},
  async run(_flags, positionals) {
    if (positionals.length > 0)
      throw new CommandError(exitCodes.usage, `Unknown argument "${positionals.join(' ')}".`)
    const project = {
      endpoint: required('APPWRITE_ENDPOINT'),
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
    note('Building …')
    await buildAll(root)
    note(`Deploying to project ${project.projectId} at ${project.endpoint} …`)
    const database = { APPWRITE_DATABASE_ID: project.databaseId }
    const changes = await ensureProject(
      project,
      functions.map((definition) => ({
        definition,
        bundle: functionBundle(root, definition.id),
        variables: definition.id === 'admin' ? { ...database, ADMIN_SECRET: adminSecret } : database,
      })),
    )
    for (const { kind, id } of changes) process.stdout.write(`${kind}\t${id}\n`)
    const differing = changes.filter(({ kind }) => kind === 'column_differs')
    if (changes.length === differing.length) note('Everything else was up to date.')
    if (differing.length > 0) {
      note(
        `${differing.length} columns differ from the contract and were left alone: changing them could lose data. Change them in the console.`,
      )
      return exitCodes.failed
    }
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
  1. Add your site's host name as a web platform in the Appwrite console.
  2. Put the files of dist/widget on a static host, and this into your pages:

     <script async src="https://YOUR-HOST/widget.js" data-endpoint="${project.endpoint}" data-project="${project.projectId}"></script>

  3. Add people to the team "agents"; put dist/inbox with a config.json on a static host. See docs/deploying.md.`
}
