/** Answers that a process writes at once; more would make each of them slow. */
const MAX = 8

/**
 * Work that goes on after its execution has ended. A self-hosted Appwrite runs all executions of a project one after the
 * other: a turn that waited for a model's last word would let every other visitor wait for it. Where a container is
 * stopped meanwhile the turn's row is still there, and the next upkeep starts it again.
 */
export function createBesideTheLine() {
  let underWay = 0
  return {
    hasRoom: () => underWay < MAX,
    /** `work` never rejects. */
    goOn: (work: () => Promise<void>): void => {
      underWay += 1
      void work().finally(() => {
        underWay -= 1
      })
    },
  }
}

export type BesideTheLine = ReturnType<typeof createBesideTheLine>
