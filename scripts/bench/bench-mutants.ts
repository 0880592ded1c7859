import { readFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { join, resolve } from 'node:path'
import { drawMutants, type DrawnMutant } from './mutants/draw-mutants.ts'
import { concerns, gates, pass, type Gate, type MutatedFolder } from './mutants/gates.ts'
import { withMutant } from './mutants/mutate.ts'
import { copySources, type SourceCopy } from './mutants/source-copy.ts'

/** What became of the mutants of one folder. */
export interface MutantCount {
  /** Those that a program could have: types and lint found nothing. */
  readonly tried: number
  readonly killed: number
}

export interface MutantsFigures {
  readonly folders: Readonly<Record<string, MutantCount>>
  /** How many each gate stopped; what types or lint refuse isn't in `folders`. */
  readonly stoppedBy: Readonly<Record<Gate, number>>
  /** Killed because a test never ended. */
  readonly outOfTime: number
  readonly survivors: readonly DrawnMutant[]
  /** Of those that types and lint let through, in percent. */
  readonly killedPercent: number
}

/** A mutant may be so much slower than the real code, and then some, before its time is over. */
const PATIENCE = 4
const PATIENCE_MS = 30_000
const NEVER_MS = 30 * 60_000

/**
 * Breaks the product in so many small ways, each in a copy of the sources, and looks whether a test turns red. Rejects
 * when one is red already without any change.
 */
export async function benchMutants(
  count: number,
  seed: number,
  only: string,
  tell: (line: string) => void,
): Promise<MutantsFigures> {
  const root = resolve(import.meta.dirname, '../..')
  // Other processes of this machine have priority.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  const copy = await copySources(root)
  try {
    // Of the copy: somebody may go on working in the tree itself.
    const mutants = drawMutants(copy.root, seed, only)
    if (mutants.length === 0) throw new Error(`Nothing that begins with “${only}” can be mutated.`)
    const patience = await provenGreen(copy, mutants, tell)
    const folders = new Map<MutatedFolder, { tried: number; killed: number }>()
    const stoppedBy: Record<Gate, number> = {
      types: 0,
      lint: 0,
      'unit tests': 0,
      simulation: 0,
      'integration tests': 0,
    }
    const survivors: DrawnMutant[] = []
    let outOfTime = 0
    let tried = 0
    for (const mutant of mutants) {
      if (tried === count) break
      const { gate, isLate } = await tryMutant(copy, mutant, patience)
      if (gate !== null) stoppedBy[gate]++
      if (gate === 'types' || gate === 'lint') continue
      tried++
      if (isLate) outOfTime++
      const folder = folders.get(mutant.folder) ?? { tried: 0, killed: 0 }
      folders.set(mutant.folder, { tried: folder.tried + 1, killed: folder.killed + (gate === null ? 0 : 1) })
      if (gate === null) {
        survivors.push(mutant)
        tell(`${inWords(mutant)} (${survivors.length} of ${tried})`)
      }
      if (tried % 10 === 0) tell(`${tried} mutants, ${survivors.length} survived`)
    }
    return {
      folders: Object.fromEntries(folders),
      stoppedBy,
      outOfTime,
      survivors,
      killedPercent: tried === 0 ? 100 : (100 * (tried - survivors.length)) / tried,
    }
  } finally {
    copy.remove()
  }
}

/** How long each gate may take, from how long it takes on the sources as they are. */
async function provenGreen(
  copy: SourceCopy,
  mutants: readonly DrawnMutant[],
  tell: (line: string) => void,
): Promise<ReadonlyMap<Gate, number>> {
  const patience = new Map<Gate, number>()
  for (const gate of gates) {
    const folders = new Set(mutants.map(({ folder }) => folder).filter((folder) => concerns(gate, folder)))
    let longest = 0
    for (const folder of gate === 'types' || gate === 'lint' ? folders : [...folders].slice(0, 1)) {
      const { how, tookMs, said } = await pass(gate, copy, folder, null, NEVER_MS)
      if (how !== 'passed') {
        throw new Error(`Without any change the ${gate} are not green, so they tell nothing:\n${said}`)
      }
      longest = Math.max(longest, tookMs)
    }
    patience.set(gate, longest * PATIENCE + PATIENCE_MS)
    if (longest > 0) tell(`${gate}: green without a change, ${Math.round(longest / 1000)} s`)
  }
  return patience
}

/** The gate that stopped it, or null. */
async function tryMutant(
  copy: SourceCopy,
  mutant: DrawnMutant,
  patience: ReadonlyMap<Gate, number>,
): Promise<{ readonly gate: Gate | null; readonly isLate: boolean }> {
  const text = readFileSync(join(copy.root, mutant.file), 'utf8')
  await copy.write(mutant.file, withMutant(text, mutant))
  try {
    for (const gate of gates) {
      // Only a forgotten `await` is something that these rules can see.
      if (gate === 'lint' && mutant.kind !== 'await') continue
      if (!concerns(gate, mutant.folder)) continue
      const { how } = await pass(gate, copy, mutant.folder, mutant.file, patience.get(gate) ?? NEVER_MS)
      if (how !== 'passed') return { gate, isLate: how === 'out of time' }
    }
    return { gate: null, isLate: false }
  } finally {
    await copy.write(mutant.file, text)
  }
}

function inWords({ file, line, kind, was, becomes }: DrawnMutant): string {
  return `survived: ${file}:${line} ${kind}: ${oneLine(was)} → ${oneLine(becomes) || 'nothing'}`
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 90 ? `${line.slice(0, 89)}…` : line
}
