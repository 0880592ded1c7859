/** `npm run bench`: what local-appwrite does in a second, and with a million rows. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchRealtime } from './bench/bench-realtime.ts'
import { benchRows } from './bench/bench-rows.ts'
import { CommandError, exitCodes, note, runCommand } from './terminal/command.ts'

const usage = `Examples:
  npm run bench
  npm run bench -- --rows 100000 --sockets 500

  --rows N      messages in the table (1000000)
  --sockets N   Realtime connections (1000)
  --json        for programs
  --verbose     errors with their stack

Exit codes: 0 all targets met, 1 one missed, 2 wrong usage.`

interface Line {
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly target: number
  readonly atLeast: boolean
}

await runCommand({
  name: 'bench',
  usage,
  options: { rows: { type: 'string' }, sockets: { type: 'string' }, json: { type: 'boolean' } },
  async run(flags) {
    const rows = wholeNumber('--rows', flags.rows, 1_000_000)
    const sockets = wholeNumber('--sockets', flags.sockets, 1000)
    const folder = await mkdtemp(join(tmpdir(), 'porchlight-bench-'))
    try {
      const realtime = await benchRealtime(join(folder, 'realtime'), sockets)
      const table = await benchRows(join(folder, 'rows'), rows, note)
      const lines: Line[] = [
        line('rows created, over Appwrite’s', table.createsOverAppwrite, '×', 25, true),
        line('rows read by id, over Appwrite’s', table.readsOverAppwrite, '×', 25, true),
        line('a list out of all rows, over one of 1,000', table.listRatio, '×', 2, false),
        line(`last of ${sockets} sockets hears`, realtime.lastSocketMs, 'ms', 60, false),
        line(`start with ${rows.toLocaleString('en')} rows`, table.startWithRowsMs, 'ms', 1000, false),
      ]
      if (flags.json) process.stdout.write(`${JSON.stringify({ ...table, ...realtime }, null, 2)}\n`)
      else for (const one of lines) process.stdout.write(`${inWords(one)}\n`)
      note(
        `${Math.round(table.createsPerSecond)} creates/s, ${Math.round(table.readsPerSecond)} reads/s, ` +
          `${Math.round(table.bulkRowsPerSecond)} rows/s in bulk; ${table.memoryMb.toFixed(0)} MB with all rows.`,
      )
      return lines.every(isMet) ? exitCodes.ok : exitCodes.failed
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
})

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

function wholeNumber(flag: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback
  if (!/^[1-9]\d{2,8}$/.test(text))
    throw new CommandError(exitCodes.usage, `${flag} takes a whole number from 100 up.`)
  return Number(text)
}
