import { isRecord } from '../contract/is-record.ts'
import { parseJson } from '../client/parse-json.ts'
import { recall, remember } from '../client/tab-storage.ts'
import type { Features } from './features.ts'

const KEY = 'porchlight-inbox:drafts'

/**
 * Keeps what an agent has begun to write over a reload of the tab, and over an account session that ended by itself.
 * Only the same agent finds it again; who signs out leaves nothing behind.
 */
export function keepDrafts(projectId: string, { account, conversation }: Features): void {
  const { $drafts } = conversation.store
  const key = `${KEY}:${projectId}`
  let agentId: string | null = null

  $drafts.listen((drafts) => {
    const written = Object.entries(drafts).filter(([, text]) => text !== '')
    if (agentId !== null) {
      remember(
        key,
        written.length === 0 ? null : JSON.stringify({ agentId, drafts: Object.fromEntries(written) }),
      )
    }
  })
  account.store.$account.subscribe((now) => {
    if (now.kind !== 'signed_in' || now.agent.id === agentId) return
    agentId = now.agent.id
    const kept = read(key, agentId)
    // What was written in this page is newer than what an earlier one kept.
    $drafts.set({ ...kept, ...$drafts.get() })
  })
}

/** What this agent has kept; nothing of another's. */
function read(key: string, agentId: string): Record<string, string> {
  const kept = parseJson(recall(key))
  if (kept?.['agentId'] !== agentId || !isRecord(kept['drafts'])) return {}
  const texts = Object.entries(kept['drafts']).flatMap(([sessionId, text]) =>
    typeof text === 'string' ? [[sessionId, text] as const] : [],
  )
  return Object.fromEntries(texts)
}
