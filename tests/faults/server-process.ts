/** The whole product as a process of its own, to be killed: `server-process.ts PORT FOLDER`. Says in one line of JSON where it is. */
import { resolve } from 'node:path'
import { startLaptop } from '../../scripts/laptop/start-laptop.ts'

const [port, dataDir = ''] = process.argv.slice(2)
const laptop = await startLaptop({
  root: resolve(import.meta.dirname, '../..'),
  port: Number(port),
  dataDir,
  tell: () => undefined,
})
const { origin, connection, adminSecret, agent } = laptop
process.stdout.write(`${JSON.stringify({ origin, connection, adminSecret, agentId: agent.userId })}\n`)
process.on('SIGTERM', () => void laptop.close().then(() => process.exit(0)))
