import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { openConnection, type KeepAliveConnection } from './keep-alive-connection.ts'
import { steadyThroughput } from './measure.ts'

/**
 * What this machine's node:http and loopback allow at this moment: requests per second to a process that does nothing
 * but answer. Reads of rows are put in relation to it, because absolute times drift on shared machines.
 */
export async function requestsPerSecondOfBareServer(
  rounds: number,
  runs: number,
  atOnce: number,
): Promise<number> {
  const child = fork(join(import.meta.dirname, 'bare-server-process.ts'))
  const message: unknown[] = await once(child, 'message')
  const [port] = message
  const idle: KeepAliveConnection[] = []
  const perSecond = await steadyThroughput(rounds, runs, atOnce, async () => {
    const connection = idle.pop() ?? openConnection(`http://localhost:${Number(port)}`, {})
    await connection.send('GET', '/', '')
    idle.push(connection)
  })
  for (const connection of idle) connection.close()
  child.kill()
  await once(child, 'close')
  return perSecond
}
