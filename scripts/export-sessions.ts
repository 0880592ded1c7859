/** Writes sessions with all that belongs to them: for a backup, another project, a spreadsheet or a reader. */
import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isSessionId } from '../contract/appwrite-ids.ts'
import { SESSION_STATUSES } from '../contract/tables/sessions.ts'
import { tagCalled } from './tag-called.ts'
import { findConnection } from './connection.ts'
import { CommandError, exitCodes, InputError, note, runCommand } from './terminal/command.ts'
import { countOf } from './terminal/count-of.ts'
import { parseSince } from './terminal/parse-since.ts'
import { writeFault } from './terminal/write-fault.ts'
import { exportRows } from './transfer/export-rows.ts'
import type { PortableRow } from './transfer/portable-rows.ts'
import { saveFiles } from './transfer/save-files.ts'
import { writeCsv } from './transfer/write-csv.ts'
import { writeHtml } from './transfer/write-html.ts'
import { writeJson } from './transfer/write-json.ts'
import { writeNdjson } from './transfer/write-ndjson.ts'

const usage = `Examples:
  npm run -s export-sessions > backup.ndjson                    all of them, to import elsewhere
  npm run export-sessions -- --out chats.csv                    a line for each message, for a spreadsheet
  npm run export-sessions -- s_123 --out transcript.html        one session to read or print
  npm run export-sessions -- --status closed --since 30d --out closed.json

  --format F    ndjson, json, csv or html; by default what --out ends with, else ndjson
  --out FILE    where to; without it to the standard output
  --status S    active, agent_assigned or closed
  --since T     last seen since then: 30m, 2h, 3d, 1w or 2026-01-31
  --search W    words of the chat's name, newest message or what is known of the visitor
  --tag T       with this tag
  --limit N     at most so many
  --files DIR   write the files that messages carry there, too: a folder for each session; the key needs files.read
  --without-notes   leave out what agents wrote to each other
  --verbose     errors with their stack

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 no such session.`

const writers: Readonly<Record<string, (rows: AsyncIterable<PortableRow>) => AsyncIterable<string>>> = {
  ndjson: writeNdjson,
  json: writeJson,
  csv: writeCsv,
  html: writeHtml,
}

await runCommand({
  name: 'export-sessions',
  usage,
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    status: { type: 'string' },
    since: { type: 'string' },
    search: { type: 'string' },
    tag: { type: 'string' },
    limit: { type: 'string' },
    files: { type: 'string' },
    'without-notes': { type: 'boolean' },
  },
  async run(flags, ids) {
    const write = writers[flags.format ?? ending(flags.out)]
    if (write === undefined) throw new InputError(`--format is one of ${Object.keys(writers).join(', ')}.`)
    const wrong = ids.find((id) => !isSessionId(id))
    if (wrong !== undefined)
      throw new InputError('A session id has letters, digits, dots, dashes and underscores.')
    const status = SESSION_STATUSES.find((one) => one === flags.status)
    if (flags.status !== undefined && status === undefined) {
      throw new InputError(`--status is one of ${SESSION_STATUSES.join(', ')}.`)
    }
    const tag = flags.tag === undefined ? null : tagCalled(flags.tag)
    if (flags.limit !== undefined && !/^[1-9]\d{0,8}$/.test(flags.limit)) {
      throw new InputError('--limit takes a whole number from 1 up.')
    }
    if (
      ids.length > 0 &&
      [flags.status, flags.since, flags.search, flags.tag, flags.limit].some((flag) => flag !== undefined)
    ) {
      throw new CommandError(exitCodes.usage, 'Name sessions, or say which by flags.')
    }
    const { openRepositories } = await import('../functions/repositories/repositories.ts')
    const repositories = openRepositories(await findConnection())
    const counted = { session: 0, message: 0, note: 0, tag: 0 }
    const rows = counting(
      exportRows(repositories, {
        ids,
        filter: {
          ...(status === undefined ? {} : { status }),
          ...(flags.since === undefined ? {} : { since: parseSince(flags.since, new Date()) }),
          ...(flags.search === undefined ? {} : { search: flags.search }),
          ...(tag === null ? {} : { tag }),
        },
        limit: flags.limit === undefined ? Number.POSITIVE_INFINITY : Number(flags.limit),
        hasNotes: !flags['without-notes'],
      }),
      counted,
    )
    const all = flags.files === undefined ? rows : saveFiles(repositories, rows, flags.files, note)
    await (flags.out === undefined
      ? pipeline(Readable.from(write(all)), process.stdout, { end: false })
      : intoFile(flags.out, write(all)))
    note(
      `${countOf(counted.session, 'session')}, ${countOf(counted.message, 'message')}, ${countOf(counted.note, 'note')}.`,
    )
    return exitCodes.ok
  },
})

function ending(out: string | undefined): string {
  return out === undefined ? 'ndjson' : (/\.(\w+)$/.exec(out)?.[1] ?? 'ndjson')
}

/** Whole or not at all, and readable by its owner alone: it holds what visitors wrote. */
async function intoFile(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const unfinished = `${path}.unfinished`
  // A pipe or a device is written to: nothing takes its place.
  const there = await stat(path).catch(() => null)
  if (there !== null && !there.isFile() && !there.isDirectory()) {
    await pipeline(Readable.from(pieces), createWriteStream(path))
    return
  }
  try {
    await pipeline(Readable.from(pieces), createWriteStream(unfinished, { mode: 0o600 }))
    await rename(unfinished, path)
  } catch (thrown) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw writeFault(path, thrown) ?? thrown
  }
}

async function* counting(
  rows: AsyncIterable<PortableRow>,
  counted: Record<PortableRow['kind'], number>,
): AsyncGenerator<PortableRow> {
  for await (const row of rows) {
    counted[row.kind] += 1
    if (row.kind === 'session' && counted.session % 1000 === 0) note(`${counted.session} sessions …`)
    yield row
  }
}
