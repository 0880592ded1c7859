// A second thread inside a function's process. The code's own thread may never yield again, so only another
// thread can end the process when the server is gone or the memory runs over.
import { workerData } from 'node:worker_threads'

const CHECK_EVERY_MS = 100

/** `workerData` of this thread. */
export interface GuardSettings {
  readonly serverPid: number
  readonly maximumMemoryBytes: number
}

function readSettings(data: unknown): GuardSettings {
  if (typeof data === 'object' && data !== null && 'serverPid' in data && 'maximumMemoryBytes' in data) {
    return { serverPid: Number(data.serverPid), maximumMemoryBytes: Number(data.maximumMemoryBytes) }
  }
  throw new TypeError('The guard needs the pid of the server and a memory limit.')
}

const { serverPid, maximumMemoryBytes } = readSettings(workerData)

setInterval(() => {
  const orphaned = process.ppid !== serverPid
  if (orphaned || process.memoryUsage.rss() > maximumMemoryBytes) process.kill(process.pid, 'SIGKILL')
}, CHECK_EVERY_MS)
