/** `npm start`: builds, and runs everything on one port of this machine until Ctrl-C. */
import { resolve } from 'node:path'
import { ensureBuilt } from './ensure-built.ts'
import { startLaptop, type Laptop } from './laptop/start-laptop.ts'
import { terminalWidth, wrapText } from './terminal/wrap-text.ts'

const root = resolve(import.meta.dirname, '..')
const columns = terminalWidth(process.stdout)
const tell = (line: string) => process.stdout.write(`${wrapText(line, columns, ' '.repeat(14)).join('\n')}\n`)
const startedAt = performance.now()

const dataDir = resolve(root, process.env['DATA_DIR'] || '.local')
const port = portFrom(process.env['PORT'])
await ensureBuilt(root, () => tell('Building the widget, the inbox and the functions'))
const laptop = await start()
tell(addresses(laptop))

let isEnding = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // A second Ctrl-C doesn't wait.
    if (isEnding) process.exit(130)
    isEnding = true
    tell('\nEnding …')
    laptop.close().then(
      () => process.exit(0),
      (error: unknown) => fail(`It did not end cleanly: ${String(error)}`),
    )
  })
}

async function start(): Promise<Laptop> {
  try {
    return await startLaptop({
      root,
      port,
      ...(process.env['HOST'] ? { host: process.env['HOST'] } : {}),
      dataDir,
      environment: process.env,
      tell,
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      return fail(
        `Port ${port} is in use by another program. End it, or choose another port: PORT=${port + 1} npm start`,
      )
    }
    return fail(error instanceof Error ? error.message : String(error))
  }
}

function portFrom(text: string | undefined): number {
  if (text === undefined || text === '') return 4000
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > 65_535) {
    fail(`PORT is "${text}". Set it to a number from 1 to 65535, or leave it out for 4000.`)
  }
  return number
}

function addresses({ origin, networkOrigins, agent, adminSecret, connection }: Laptop): string {
  // Long commands are broken where a shell continues reading.
  const lineBreak = columns !== null && columns < 120 ? ' \\\n                ' : ' '
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  return `
Porchlight is ready after ${seconds} s.

  Demo site   ${[origin, ...networkOrigins].map((one) => `${one}/`).join('\n              ')}
  Inbox       ${origin}/inbox
              sign in as ${agent.email} with ${agent.password}
  Admin API   ${origin}/admin/sessions
              curl -H "Authorization: Bearer ${adminSecret}"${lineBreak}${origin}/admin/sessions
  Appwrite    ${connection.endpoint}   project ${connection.projectId}
  Widget      ${origin}/widget.js
  Sessions    ${process.env['DATA_DIR'] ? `DATA_DIR=${quoted(process.env['DATA_DIR'])} ` : ''}npm run view-sessions

Data is kept in ${dataDir}. End with Ctrl-C.`
}

function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
