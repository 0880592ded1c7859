import { join, resolve } from 'node:path'
import { launchChromium } from '../../tests/support/chromium.ts'
import type { Findings } from '../../tests/faults/compare-with-table.ts'
import { liveThroughFaults, STORM, type FaultFigures } from '../../tests/faults/live-through-faults.ts'
import { ensureBuilt } from '../ensure-built.ts'

/** Messages of one round: each has visitors and a server of its own, and is compared when it has settled. */
const ROUND = 150
const VISITORS = 6
/** A kill for so many messages. */
const MESSAGES_A_KILL = 50
/** Somebody who types fast. */
const PAUSE_MS = [100, 1200] as const

const FINDINGS = [
  'lost',
  'doubled',
  'outOfOrder',
  'stuck',
  'tabsBehind',
  'wrongCounters',
  'botOverAgent',
] as const satisfies readonly (keyof Findings)[]

/** Sends so many messages through faults, and adds up the results of the rounds. */
export async function benchFaults(
  folder: string,
  messages: number,
  seed: number,
  tell: (line: string) => void,
): Promise<FaultFigures> {
  await ensureBuilt(resolve(import.meta.dirname, '../..'))
  const browser = await launchChromium()
  const rounds: FaultFigures[] = []
  try {
    for (let left = messages, round = 0; left > 0; left -= ROUND, round++) {
      const count = Math.min(ROUND, left)
      const figures = await liveThroughFaults(browser, join(folder, `round-${round}`), {
        seed: seed + round,
        messages: count,
        visitors: VISITORS,
        kills: Math.ceil(count / MESSAGES_A_KILL),
        rates: STORM,
        muteMs: null,
        pauseMs: PAUSE_MS,
      })
      rounds.push(figures)
      tell(`seed ${seed + round}: ${figures.messages} messages, ${inWords(figures)}`)
    }
  } finally {
    await browser.close()
  }
  return total(rounds)
}

function inWords(figures: FaultFigures): string {
  const cases = FINDINGS.flatMap((kind) => figures[kind].map((one) => `\n  ${kind}: ${one}`))
  return `${figures.kills} kills${cases.length === 0 ? ', nothing wrong' : cases.join('')}`
}

function total(rounds: readonly FaultFigures[]): FaultFigures {
  const faults = new Map<string, number>()
  for (const [kind, times] of rounds.flatMap((round) => Object.entries(round.faults))) {
    faults.set(kind, (faults.get(kind) ?? 0) + times)
  }
  return {
    messages: rounds.reduce((sum, round) => sum + round.messages, 0),
    kills: rounds.reduce((sum, round) => sum + round.kills, 0),
    faults: Object.fromEntries(faults),
    lost: rounds.flatMap((round) => round.lost),
    doubled: rounds.flatMap((round) => round.doubled),
    outOfOrder: rounds.flatMap((round) => round.outOfOrder),
    stuck: rounds.flatMap((round) => round.stuck),
    tabsBehind: rounds.flatMap((round) => round.tabsBehind),
    wrongCounters: rounds.flatMap((round) => round.wrongCounters),
    botOverAgent: rounds.flatMap((round) => round.botOverAgent),
  }
}
