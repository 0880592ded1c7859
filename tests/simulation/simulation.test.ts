import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildSimulation } from './build-simulation.ts'
import { CALM } from './faults.ts'
import { liveKeptWorlds, liveWorlds } from './live-worlds.ts'
import { plantedBugs, type PlantedBug } from './planted-bugs.ts'

let program: string
beforeAll(async () => {
  program = await buildSimulation()
})

describe('in simulated worlds', () => {
  it('everything is stored once and in order, every screen shows what is stored, and no answer is missing', async () => {
    const halves = await Promise.all([1, 2].map((seed) => liveWorlds(program, { worlds: 60, seed })))
    expect(halves.map(({ failure }) => failure)).toEqual([null, null])
    expect(halves.reduce((sum, { messages }) => sum + messages, 0)).toBeGreaterThan(780)
    // Every kind of fault was met, or nothing is said of it.
    const met = new Set(halves.flatMap(({ faults }) => Object.keys(faults)))
    expect([...met].sort()).toEqual(Object.keys(CALM).sort())
  })

  it('what broke a rule once does so no more', async () => {
    expect(await liveKeptWorlds(program)).toEqual({ worlds: 12, broken: [] })
  })

  it('the same seed gives the same run', async () => {
    expect(await liveWorlds(program, { worlds: 10, seed: 5, twice: true })).toMatchObject({ failure: null })
  })

  it('every bug that can be planted still has its place in the code', () => {
    const misplaced = plantedBugs.filter(
      ({ file, find }) =>
        readFileSync(resolve(import.meta.dirname, '../..', file), 'utf8').split(find).length !== 2,
    )
    expect(misplaced).toEqual([])
  })

  it.each([
    ['a-failed-message-is-overtaken', 1],
    ['unsent-messages-end-with-their-tab', 1],
    // Seldom enough that there are 300 worlds without it.
    ['what-is-stored-while-clearing-is-gone', 44],
    ['the-bot-does-not-look-whose-turn-it-is', 1],
  ])('a bug is found that somebody planted: %s', async (name, seed) => {
    const planted = await buildSimulation(bugOf(name))
    const { failure } = await liveWorlds(planted, { worlds: 300, seed })
    expect(failure?.violations).not.toEqual([])
    expect(failure?.foundAfter).toBeLessThanOrEqual(300)
  })

  it('a world that fails is made as small as it gets', async () => {
    const planted = await buildSimulation(bugOf('a-failed-message-is-overtaken'))
    const { failure } = await liveWorlds(planted, { worlds: 50, seed: 1, shrink: true })
    expect(failure?.plan.steps.length).toBeLessThanOrEqual(5)
    expect(failure?.violations).not.toEqual([])
  })
})

function bugOf(name: string): PlantedBug {
  const bug = plantedBugs.find((one) => one.name === name)
  if (bug === undefined) throw new Error(`no bug is called ${name}`)
  return bug
}
