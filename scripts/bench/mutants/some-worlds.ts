/** Lives the worlds that broke a rule once, and some more. Ends with 1 when one breaks a rule. */
import { buildSimulation } from '../../../tests/simulation/build-simulation.ts'
import { liveKeptWorlds, liveWorlds } from '../../../tests/simulation/live-worlds.ts'

/** The planted bugs are found within so many, see `tests/simulation/planted-bugs.ts`. */
const WORLDS = 40

const program = await buildSimulation()
const [kept, { failure }] = await Promise.all([
  liveKeptWorlds(program),
  liveWorlds(program, { worlds: WORLDS, seed: 1 }),
])
process.exitCode = kept.broken.length === 0 && failure === null ? 0 : 1
