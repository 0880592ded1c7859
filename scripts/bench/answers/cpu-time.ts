import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts a process's time in hundredths of a second, whatever the machine. */
const MS_PER_TICK = 10

/** The processor time in ms of this process and of those that it has started and that still run; null where there is no /proc. */
export function cpuTimeMs(): number | null {
  try {
    return timeOfTree(String(process.pid))
  } catch (thrown) {
    if (isNoEntry(thrown)) return null
    throw thrown
  }
}

function timeOfTree(pid: string): number {
  // The name is in brackets and may contain blanks.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  const own = (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK
  const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
  )
  return children.reduce((sum, child) => sum + timeOfTree(child), own)
}

function isNoEntry(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'
}
