import { availableParallelism } from 'node:os'
import { buildSimulation } from '../../tests/simulation/build-simulation.ts'
import { liveWorlds } from '../../tests/simulation/live-worlds.ts'
import { plantedBugs } from '../../tests/simulation/planted-bugs.ts'

/** The results of simulated worlds. */
export interface WorldsFigures {
  readonly worlds: number
  readonly messages: number
  readonly faults: Readonly<Record<string, number>>
  /** Worlds that broke a rule: the smallest form of each, with the seed and path that show it again. */
  readonly failures: readonly unknown[]
}

/** Worlds of one process: its memory is given back after them. */
const BATCH = 250

/** Lives so many worlds, on all cores, each batch with a seed of its own. */
export async function benchWorlds(
  worlds: number,
  firstSeed: number,
  tell: (line: string) => void,
): Promise<WorldsFigures> {
  const program = await buildSimulation()
  let left = worlds
  let seed = firstSeed
  const total = { worlds: 0, messages: 0, faults: new Map<string, number>(), failures: [] as unknown[] }

  async function work(): Promise<void> {
    while (left > 0) {
      const count = Math.min(BATCH, left)
      left -= count
      const report = await liveWorlds(program, { worlds: count, seed: seed++, shrink: true })
      total.worlds += report.worlds
      total.messages += report.messages
      for (const [kind, times] of Object.entries(report.faults)) {
        total.faults.set(kind, (total.faults.get(kind) ?? 0) + times)
      }
      if (report.failure !== null) {
        total.failures.push(report.failure)
        tell(JSON.stringify(report.failure))
      }
      tell(`${total.worlds.toLocaleString('en')} worlds, ${total.failures.length} broke a rule`)
    }
  }

  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return { ...total, faults: Object.fromEntries(total.faults) }
}

/** Worlds that it takes to find each planted bug, or null. */
export async function benchPlantedBugs(
  within: number,
  seed: number,
  tell: (line: string) => void,
): Promise<Readonly<Record<string, number | null>>> {
  const found: Record<string, number | null> = {}
  for (const bug of plantedBugs) {
    const { failure } = await liveWorlds(await buildSimulation(bug), { worlds: within, seed })
    found[bug.name] = failure?.foundAfter ?? null
    tell(`${bug.name}: ${failure === null ? 'not found' : `found after ${failure.foundAfter} worlds`}`)
  }
  return found
}
