/** What has gone wrong and isn't over: of all that, one sentence is shown. */
export interface Problems {
  /** Of an act, until the next one begins (null). It matters more than a read's, and is said only once. */
  readonly ofAct: (problem: string | null) => void
  /** Of the read of a name, until it works again (null). */
  readonly ofRead: (name: string, problem: string | null) => void
  readonly clear: () => void
}

/** @param show told whenever there may be another sentence to show */
export function createProblems(show: (problem: string | null) => void): Problems {
  let act: string | null = null
  const reads = new Map<string, string>()

  function update(): void {
    show(act ?? [...reads.values()].at(-1) ?? null)
  }

  return {
    ofAct: (problem) => {
      act = problem
      update()
    },
    ofRead: (name, problem) => {
      if (problem === null) reads.delete(name)
      else reads.set(name, problem)
      update()
    },
    clear: () => {
      act = null
      reads.clear()
      update()
    },
  }
}
