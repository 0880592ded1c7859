/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Runs a task so many times, some at once; gives runs per second. */
export async function throughput(
  runs: number,
  atOnce: number,
  task: (index: number) => Promise<unknown>,
): Promise<number> {
  let next = 0
  const startedAt = performance.now()
  const worker = async () => {
    for (let index = next++; index < runs; index = next++) await task(index)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return runs / ((performance.now() - startedAt) / 1000)
}

/** As `throughput`, in rounds; gives the median round, so that neither a slow start nor one pause decides. */
export async function steadyThroughput(
  rounds: number,
  runs: number,
  atOnce: number,
  task: (index: number) => Promise<unknown>,
): Promise<number> {
  const perSecond: number[] = []
  for (let round = 0; round < rounds; round++)
    perSecond.push(await throughput(runs, atOnce, (index) => task(round * runs + index)))
  return median(perSecond)
}

/** Runs a task so many times, one after the other; gives the median duration in milliseconds. */
export async function medianMs(runs: number, task: (index: number) => Promise<unknown>): Promise<number> {
  const durations: number[] = []
  for (let index = 0; index < runs; index++) {
    const startedAt = performance.now()
    await task(index)
    durations.push(performance.now() - startedAt)
  }
  return median(durations)
}

/** How figures move: the last third's mean over the middle third's. The first third is for warming up. */
export function growthOf(figures: readonly number[]): number {
  const third = Math.max(1, Math.floor(figures.length / 3))
  return mean(figures.slice(-third)) / mean(figures.slice(third, -third))
}

function mean(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length
}
