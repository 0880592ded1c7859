import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Projects whose files take longest come first, or one of them goes on alone when all others are done. */
const ORDER = ['simulation', 'browser', 'appwrite', 'integration', 'unit']

/** On a machine that has never run them; within a project as vitest does, by size. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ project }: TestSpecification) => ORDER.indexOf(project.name)
    return sorted.toSorted((one, other) => rank(one) - rank(other))
  }
}
