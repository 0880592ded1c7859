import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { seededRandom } from '../../../tests/simulation/seeded-random.ts'
import { mutatedFolders, type MutatedFolder } from './gates.ts'
import { mutantsOf, type Mutant } from './mutate.ts'

export interface DrawnMutant extends Mutant {
  readonly folder: MutatedFolder
}

/** All mutants of the mutated folders whose path begins with `only`, in an order that follows from the seed. */
export function drawMutants(root: string, seed: number, only: string): DrawnMutant[] {
  const { between } = seededRandom(seed)
  const drawn = folderNames().flatMap((folder) =>
    globSync(`${folder}/**/*.ts`, { cwd: root })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.startsWith(only))
      .sort()
      .flatMap((file) => mutantsOf(file, readFileSync(join(root, file), 'utf8')))
      .map((mutant) => ({ ...mutant, folder })),
  )
  // Fisher and Yates.
  for (let last = drawn.length - 1; last > 0; last--) {
    const other = between(0, last)
    const [one, two] = [drawn[last], drawn[other]]
    if (one !== undefined && two !== undefined) [drawn[last], drawn[other]] = [two, one]
  }
  return drawn
}

export function folderNames(): MutatedFolder[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names of an object that is written out in full
  return Object.keys(mutatedFolders) as MutatedFolder[]
}
