import { randomUUID } from 'node:crypto'
import { residentMb } from './bench-rows.ts'
import { startBenchServer } from './bench-server.ts'
import { growthOf } from './measure.ts'

const AT_ONCE = 16
/** Memory is looked at so many times. */
const LOOKS = 12
const ROWS = '/tablesdb/bench/tables/soak/rows'

export interface SoakFigures {
  readonly minutes: number
  readonly requests: number
  /** Resident memory in MB, evenly spread over the time. */
  readonly memoryMb: readonly number[]
  /** The last third's mean over the middle third's. */
  readonly growth: number
}

/** Writes, changes, reads, lists and deletes rows for some minutes, and watches the server's memory. */
export async function benchSoak(dataDir: string, minutes: number): Promise<SoakFigures> {
  const server = await startBenchServer(dataDir)
  await server.call('POST', '/tablesdb', { databaseId: 'bench', name: 'Bench' })
  const columns = [{ key: 'text', type: 'string', size: 4000, required: true }]
  await server.call('POST', '/tablesdb/bench/tables', { tableId: 'soak', name: 'Soak', columns })
  const startedAt = performance.now()
  const lasts = minutes * 60_000
  const passed = () => (performance.now() - startedAt) / lasts
  const memoryMb: number[] = []
  let requests = 0
  const worker = async () => {
    while (passed() < 1) {
      const row = `${ROWS}/${randomUUID()}`
      await server.call('POST', ROWS, { rowId: row.slice(ROWS.length + 1), data: { text: 'x'.repeat(200) } })
      await server.call('PATCH', row, { data: { text: `changed ${requests}` } })
      await server.call('GET', row)
      await server.call('GET', ROWS)
      await server.call('DELETE', row)
      requests += 5
      if (passed() * LOOKS > memoryMb.length) memoryMb.push(residentMb(server.pid))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  await server.stop()
  return { minutes, requests, memoryMb, growth: growthOf(memoryMb) }
}
