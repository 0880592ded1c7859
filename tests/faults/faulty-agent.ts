import { setTimeout as delay } from 'node:timers/promises'
import { adminPaths } from '../../contract/admin-api.ts'
import { newMessageId } from '../../contract/ids.ts'
import type { KillableServer } from './killable-server.ts'

/** An agent who works by the admin API, and asks again until the server is there. */
export interface FaultyAgent {
  readonly claim: (sessionId: string) => Promise<void>
  readonly reply: (sessionId: string, text: string) => Promise<void>
  readonly returnToBot: (sessionId: string) => Promise<void>
  /** What was answered for: stored, exactly once. */
  readonly said: readonly string[]
  /** From which to which row of a session the agent had it; null: has it still. */
  readonly holds: readonly Hold[]
}

export interface Hold {
  readonly sessionId: string
  readonly from: number
  until: number | null
}

const AGAIN_MS = 200
const WITHIN_MS = 60_000

export function createFaultyAgent(server: KillableServer): FaultyAgent {
  const said: string[] = []
  const holds: Hold[] = []

  async function call(path: string, body: object): Promise<void> {
    const deadline = Date.now() + WITHIN_MS
    for (;;) {
      const response = await fetch(server.origin + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.adminSecret}` },
        body: JSON.stringify(body),
      }).catch(() => null)
      if (response?.ok) return void (await response.arrayBuffer().catch(() => null))
      if (Date.now() > deadline) {
        throw new Error(`${path}: ${response ? `${response.status} ${await response.text()}` : 'no answer'}`)
      }
      await delay(AGAIN_MS)
    }
  }

  async function newestSequence(sessionId: string): Promise<number> {
    const deadline = Date.now() + WITHIN_MS
    for (;;) {
      try {
        const [newest] = await server.repositories.messages.newest(sessionId, 1)
        return newest?.$sequence ?? 0
      } catch (thrown) {
        if (Date.now() > deadline) throw thrown
        await delay(AGAIN_MS)
      }
    }
  }

  return {
    said,
    holds,
    claim: async (sessionId) => {
      await call(adminPaths.assign(sessionId), { agentId: server.agentId })
      holds.push({ sessionId, from: await newestSequence(sessionId), until: null })
    },
    reply: async (sessionId, text) => {
      await call(adminPaths.messages(sessionId), { id: newMessageId(), text, agentId: server.agentId })
      said.push(text)
    },
    returnToBot: async (sessionId) => {
      const hold = holds.findLast((one) => one.sessionId === sessionId)
      if (hold) hold.until = await newestSequence(sessionId)
      await call(adminPaths.returnToBot(sessionId), {})
    },
  }
}
