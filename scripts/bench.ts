/** `npm run bench`: what the simulation, the network of faults and the mutants find, how good the bot's answers are, what statistics cost; without these, the bench of local-appwrite. */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { measureAnswers } from './bench/answers/measure-answers.ts'
import { benchFaults } from './bench/bench-faults.ts'
import { benchMutants } from './bench/bench-mutants.ts'
import { measureStatistics } from './bench/bench-statistics.ts'
import { benchPlantedBugs, benchWorlds } from './bench/bench-worlds.ts'
import { CommandError, exitCodes, note, runCommand, type ExitCode } from './terminal/command.ts'

const SERVER_BENCH = resolve(import.meta.dirname, '../local-appwrite/bench/bench.ts')

const RUN_TESTS = resolve(import.meta.dirname, 'run-tests.ts')

const usage = `Examples:
  npm run bench
  npm run bench -- --kills 200
  npm run bench -- --worlds 100000
  npm run bench -- --faults 1000
  npm run bench -- --races 200
  npm run bench -- --mutants 200 --only functions/bot
  npm run bench -- answers
  npm run bench -- statistics
  npm run bench -- answers --half fit --set ledgerly --wrong

  --rows N, --sockets N, --start, --kills N, --soak N, --fuzz N
                of local-appwrite, as without any flag: see local-appwrite/bench/bench.ts
  --worlds N    instead: so many simulated worlds of widget, inbox and functions, with faults
  --faults N    instead: so many messages by real browsers through a network of faults, to a server that is killed
  --races N     instead: so often those who act on one session in the same instant, see tests/integration/races.test.ts
  --planted     instead: plant each known bug, and count the worlds until it is found
  --mutants [N] instead: break the code in so many small ways (200), and count those that no test notices
  --only PATH   --mutants of what begins with this path: contract, client, widget/store, functions, inbox/sessions and so on
  statistics    instead: what statistics cost at 1,000 and 100,000 sessions (or --rows N), in calls of Appwrite
  answers       instead: ask the bot what visitors of six businesses ask, and judge its answers
  --half NAME   of answers: report (the default, which floors are about), fit (to improve the bot by) or all
  --set NAME    of answers: only this field of scripts/bench/answers/fields/, or a file of that form
  --wrong       of answers: list the questions of which something else became than should have
  --model       of answers: with the language model of LLM_BASE_URL, LLM_MODEL and LLM_API_KEY, and what it took
  --seed N      what --fuzz, --worlds, --faults, --planted and --mutants start from, to see the same again (1)
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

/** Within so many worlds each planted bug has to be found. */
const FOUND_WITHIN = 300
/** Of a hundred mutants so many have to be noticed; some of the others change nothing that anybody could notice. */
const KILLED_PERCENT = 85

/** So many calls may one reading of the statistics cost, at any size. */
const STATISTICS_CALLS = 20

await runCommand({
  name: 'bench',
  usage,
  options: {
    rows: { type: 'string' },
    sockets: { type: 'string' },
    start: { type: 'boolean' },
    kills: { type: 'string' },
    soak: { type: 'string' },
    fuzz: { type: 'string' },
    worlds: { type: 'string' },
    faults: { type: 'string' },
    races: { type: 'string' },
    planted: { type: 'boolean' },
    mutants: { type: 'boolean' },
    only: { type: 'string' },
    half: { type: 'string' },
    set: { type: 'string' },
    wrong: { type: 'boolean' },
    model: { type: 'boolean' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
  },
  async run(flags, [first]) {
    if (first === 'answers') return measureAnswers(flags)
    if (first === 'statistics')
      return benchStatistics(wholeNumber('--rows', flags.rows, 100_000, 1000), flags.json)
    if (flags.races !== undefined) return benchRaces(wholeNumber('--races', flags.races, 200, 1))
    const worlds = wholeNumber('--worlds', flags.worlds, 0, 1)
    const faulty = wholeNumber('--faults', flags.faults, 0, 10)
    const mutants = flags.mutants ? wholeNumber('--mutants', first, 200, 1) : 0
    const seed = wholeNumber('--seed', flags.seed, 1, 1)
    if (worlds + faulty + mutants === 0 && !flags.planted) return benchServer()
    const folder = await mkdtemp(join(tmpdir(), 'porchlight-bench-'))
    try {
      const result =
        worlds > 0
          ? await measureWorlds(worlds, seed)
          : faulty > 0
            ? await measureFaults(folder, faulty, seed)
            : mutants > 0
              ? await measureMutants(mutants, seed, flags.only ?? '')
              : await measurePlanted(seed)
      if (flags.json) process.stdout.write(`${JSON.stringify(result.figures, null, 2)}\n`)
      else for (const one of result.lines) process.stdout.write(`${inWords(one)}\n`)
      note(result.summary)
      return result.lines.every(isMet) ? exitCodes.ok : exitCodes.failed
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
})

async function benchStatistics(most: number, json: boolean | undefined): Promise<ExitCode> {
  const figures = await measureStatistics([1000, most])
  const lines = figures.flatMap(({ sessions, reading, counting, recounting, isExact }) => {
    const at = `at ${sessions.toLocaleString('en')} sessions`
    return [
      line(`calls to read the statistics ${at}`, reading, '', STATISTICS_CALLS, false),
      line(`calls to count a session and a message ${at}`, counting, '', 0.3, false),
      line(`calls to count a session again ${at}`, recounting, '', 0.15, false),
      line(`wrong numbers ${at}`, isExact ? 0 : 1, '', 0, false),
    ]
  })
  if (json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
  else for (const one of lines) process.stdout.write(`${inWords(one)}\n`)
  return lines.every(isMet) ? exitCodes.ok : exitCodes.failed
}

/** The tests of races, which `npm test` runs a few times. */
function benchRaces(times: number): ExitCode {
  const { status } = spawnSync(process.execPath, [RUN_TESTS, 'tests/integration/races'], {
    stdio: 'inherit',
    env: { ...process.env, RACES: String(times) },
  })
  return status === exitCodes.ok ? exitCodes.ok : exitCodes.failed
}

/** The bench of local-appwrite is a command of its own, with the same exit codes. */
function benchServer(): ExitCode {
  const { status } = spawnSync(process.execPath, [SERVER_BENCH, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  return status === exitCodes.ok
    ? exitCodes.ok
    : status === exitCodes.usage
      ? exitCodes.usage
      : exitCodes.failed
}

interface Result {
  readonly figures: object
  readonly lines: readonly Line[]
  readonly summary: string
}

async function measureWorlds(worlds: number, seed: number): Promise<Result> {
  const figures = await benchWorlds(worlds, seed, note)
  const met = Object.entries(figures.faults).map(([kind, times]) => `${kind} ${times.toLocaleString('en')}`)
  return {
    figures,
    lines: [line('worlds that broke a rule', figures.failures.length, '', 0, false)],
    summary: `${figures.worlds.toLocaleString('en')} worlds, ${figures.messages.toLocaleString('en')} messages; faults: ${met.join(', ')}`,
  }
}

async function measureFaults(folder: string, messages: number, seed: number): Promise<Result> {
  const figures = await benchFaults(folder, messages, seed, note)
  const faults = Object.entries(figures.faults)
  const sum = faults.reduce((total, [, times]) => total + times, 0)
  return {
    figures,
    lines: [
      line('messages lost', figures.lost.length, '', 0, false),
      line('messages doubled', figures.doubled.length, '', 0, false),
      line('messages out of order', figures.outOfOrder.length, '', 0, false),
      line('messages stuck', figures.stuck.length, '', 0, false),
      line('tabs behind', figures.tabsBehind.length, '', 0, false),
      line('wrong counters', figures.wrongCounters.length, '', 0, false),
      line('words of the bot while an agent had the chat', figures.botOverAgent.length, '', 0, false),
    ],
    summary:
      `${figures.messages.toLocaleString('en')} messages, ${figures.kills} kills, ${sum.toLocaleString('en')} faults: ` +
      faults.map(([kind, times]) => `${kind} ${times.toLocaleString('en')}`).join(', '),
  }
}

async function measurePlanted(seed: number): Promise<Result> {
  const figures = await benchPlantedBugs(FOUND_WITHIN, seed, note)
  const found = Object.values(figures)
  return {
    figures,
    lines: [
      line(
        'planted bugs that were not found',
        found.filter((worlds) => worlds === null).length,
        '',
        0,
        false,
      ),
    ],
    summary: `${found.length} planted bugs, looked for in ${FOUND_WITHIN} worlds each`,
  }
}

async function measureMutants(mutants: number, seed: number, only: string): Promise<Result> {
  const figures = await benchMutants(mutants, seed, only, note)
  const { types, lint, ...byTests } = figures.stoppedBy
  const stopped = Object.entries(byTests).map(([gate, times]) => `${gate} ${times}`)
  return {
    figures,
    lines: [line('mutants killed', figures.killedPercent, '%', KILLED_PERCENT, true)],
    summary: [
      ...Object.entries(figures.folders).map(
        ([folder, { killed, tried }]) => `${folder}: ${killed}/${tried}`,
      ),
      `stopped by ${stopped.join(', ')}; ${figures.outOfTime} never ended`,
      `not counted: ${types} that types refuse, ${lint} that lint refuses`,
    ].join('\n'),
  }
}

function line(what: string, value: number, unit: string, target: number, atLeast: boolean): Line {
  return { what, value, unit, target, atLeast }
}

function isMet({ value, target, atLeast }: Line): boolean {
  return atLeast ? value >= target : value <= target
}

function inWords(one: Line): string {
  const value = `${one.value.toFixed(Number.isInteger(one.value) || one.value >= 1 ? 1 : 2)} ${one.unit}`
  const target = `${one.atLeast ? '≥' : '≤'} ${one.target} ${one.unit}`
  return `${one.what.padEnd(58)}${value.padStart(12)}   ${target.padEnd(10)} ${isMet(one) ? 'met' : 'MISSED'}`
}

function wholeNumber(flag: string, text: string | undefined, fallback: number, least: number): number {
  if (text === undefined) return fallback
  if (!/^[1-9]\d{0,8}$/.test(text) || Number(text) < least)
    throw new CommandError(exitCodes.usage, `${flag} takes a whole number from ${least} up.`)
  return Number(text)
}
