/** `npm run bench`: what local-appwrite does in a second and with a million rows, and what it survives. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { benchFuzz } from './bench-fuzz.ts'
import { benchKills } from './bench-kills.ts'
import { benchRealtime } from './bench-realtime.ts'
import { benchRows } from './bench-rows.ts'
import { endBenchServers } from './bench-server.ts'
import { benchSoak } from './bench-soak.ts'
import { benchStart } from './bench-start.ts'

const USAGE = `Examples:
  npm run bench
  npm run bench -- --rows 100000 --sockets 500
  npm run bench -- --start
  npm run bench -- --kills 200
  npm run bench -- --soak 60
  npm run bench -- --fuzz 100000

  --rows N      rows in the table (1000000)
  --sockets N   Realtime connections (1000)
  --start       instead: how soon it listens, next to a Node that does nothing
  --kills N     instead: kill -9 under load so many times, then look for every answered write
  --soak N      instead: so many minutes of load, watching memory
  --fuzz N      instead: so many hostile requests, to every route of the official SDK
  --seed N      what --fuzz starts from, to see the same again (1)
  --json        for programs

Exit codes: 0 all targets met, 1 one missed, 2 wrong usage.
`

/** A figure with what it should be. */
interface Line {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly target: number
  readonly atLeast: boolean
}

interface Result {
  readonly figures: object
  readonly lines: readonly Line[]
  readonly summary: string
}

const flags = readFlags()
if (typeof flags === 'string') {
  process.stderr.write(flags)
  process.exitCode = 2
} else {
  await run(flags)
}

interface Flags {
  readonly rows: number
  readonly sockets: number
  readonly kills: number
  readonly soak: number
  readonly fuzz: number
  readonly seed: number
  readonly start: boolean
  readonly json: boolean
}

/** The flags, or what is wrong with them. */
function readFlags(): Flags | string {
  try {
    const number = { type: 'string' } as const
    const { values } = parseArgs({
      options: {
        rows: number,
        sockets: number,
        kills: number,
        soak: number,
        fuzz: number,
        seed: number,
        start: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    return {
      rows: wholeNumber('--rows', values.rows, 1_000_000, 100),
      sockets: wholeNumber('--sockets', values.sockets, 1000, 100),
      kills: wholeNumber('--kills', values.kills, 0, 1),
      soak: wholeNumber('--soak', values.soak, 0, 1),
      fuzz: wholeNumber('--fuzz', values.fuzz, 0, 3000),
      seed: wholeNumber('--seed', values.seed, 1, 1),
      start: values.start,
      json: values.json,
    }
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`
  }
}

function wholeNumber(flag: string, text: string | undefined, fallback: number, least: number): number {
  if (text === undefined) return fallback
  if (!/^[1-9]\d{0,8}$/.test(text) || Number(text) < least)
    throw new Error(`${flag} takes a whole number from ${least} up.`)
  return Number(text)
}

async function run({ rows, sockets, kills, soak, fuzz, seed, start, json }: Flags): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'local-appwrite-bench-'))
  try {
    const result =
      kills > 0
        ? await measureKills(folder, kills)
        : soak > 0
          ? await measureSoak(folder, soak)
          : fuzz > 0
            ? await measureFuzz(folder, fuzz, seed)
            : start
              ? await measureStart(folder)
              : await measureSpeed(folder, rows, sockets)
    if (json) process.stdout.write(`${JSON.stringify(result.figures, null, 2)}\n`)
    else for (const one of result.lines) process.stdout.write(`${inWords(one)}\n`)
    note(result.summary)
    process.exitCode = result.lines.every(isMet) ? 0 : 1
  } finally {
    await endBenchServers()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measureSpeed(folder: string, rows: number, sockets: number): Promise<Result> {
  const realtime = await benchRealtime(join(folder, 'realtime'), sockets)
  const table = await benchRows(join(folder, 'rows'), rows, note)
  return {
    figures: { ...table, ...realtime },
    lines: [
      line('rows created, over Appwrite’s', table.createsOverAppwrite, '×', 25, true),
      line('rows read by id, over Appwrite’s', table.readsOverAppwrite, '×', 25, true),
      line('a list out of all rows, over one of 1,000', table.listRatio, '×', 2, false),
      line(`last of ${sockets} sockets hears`, realtime.lastSocketMs, 'ms', 60, false),
      line(`start with ${rows.toLocaleString('en')} rows`, table.startWithRowsMs, 'ms', 1000, false),
    ],
    summary:
      `${Math.round(table.createsPerSecond)} creates/s, ${Math.round(table.readsPerSecond)} reads/s ` +
      `(${table.readsOverBareServer.toFixed(2)} of a bare node:http server), ` +
      `${Math.round(table.bulkRowsPerSecond)} rows/s in bulk; ${table.memoryMb.toFixed(0)} MB with all rows.`,
  }
}

async function measureStart(folder: string): Promise<Result> {
  const figures = await benchStart(folder)
  const { nodeMs, packageMs, inMemoryMs } = figures
  return {
    figures,
    lines: [
      line('the package listens, over `node -e 0`', packageMs / nodeMs, '×', 6, false),
      line('a server in memory, over `node -e 0`', inMemoryMs / nodeMs, '×', 1.5, false),
    ],
    summary:
      `node -e 0: ${nodeMs.toFixed(0)} ms; npx local-appwrite, without npx: ${packageMs.toFixed(0)} ms; ` +
      `startLocalAppwrite() of local-appwrite/vitest: ${inMemoryMs.toFixed(1)} ms.`,
  }
}

async function measureKills(folder: string, kills: number): Promise<Result> {
  const figures = await benchKills(folder, kills, note)
  return {
    figures,
    lines: [
      line('answered writes lost', figures.lostWrites, '', 0, false),
      line('damaged files', figures.damagedFiles, '', 0, false),
    ],
    summary:
      `${figures.answeredWrites.toLocaleString('en')} writes answered between ${kills} kills; ` +
      `slowest start after one: ${Math.round(figures.slowestStartMs)} ms.`,
  }
}

async function measureSoak(folder: string, minutes: number): Promise<Result> {
  const figures = await benchSoak(folder, minutes)
  return {
    figures,
    lines: [line('memory at the end, over the middle', figures.growth, '×', 1.1, false)],
    summary: `${figures.requests.toLocaleString('en')} requests; MB: ${figures.memoryMb.map(Math.round).join(' ')}`,
  }
}

async function measureFuzz(folder: string, requests: number, seed: number): Promise<Result> {
  const figures = await benchFuzz(folder, requests, seed, note)
  return {
    figures,
    lines: [
      line('answers of 500 and above, or none', figures.failures, '', 0, false),
      line('memory at the end, over the middle', figures.growth, '×', 1.25, false),
    ],
    summary: [`slowest answer: ${Math.round(figures.slowestMs)} ms`, ...figures.examples].join('\n'),
  }
}

function line(what: string, value: number, unit: string, target: number, atLeast: boolean): Line {
  return { what, value, unit, target, atLeast }
}

function isMet({ value, target, atLeast }: Line): boolean {
  return atLeast ? value >= target : value <= target
}

function inWords(one: Line): string {
  const value = `${one.value.toFixed(1)} ${one.unit}`
  const target = `${one.atLeast ? '≥' : '≤'} ${one.target} ${one.unit}`
  return `${one.what.padEnd(46)}${value.padStart(12)}   ${target.padEnd(10)} ${isMet(one) ? 'met' : 'MISSED'}`
}

function note(text: string): void {
  process.stderr.write(`${text}\n`)
}
