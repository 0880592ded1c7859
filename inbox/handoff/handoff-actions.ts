import { isSessionId } from '../../contract/appwrite-ids.ts'
import { readRow } from '../../contract/read-row.ts'
import { handoffColumns, ratingColumns } from '../../contract/tables/sessions.ts'
import { agentSeenColumns, identityColumns, receiptColumns } from '../../contract/tables/visitor-marks.ts'
import type { FeatureContext } from '../feature-context.ts'
import type { HandoffCalls } from './handoff-calls.ts'
import type { GiveDraft, HandoffStore } from './handoff-store.ts'

export interface HandoffActions {
  /** Shows who takes part in a session; null shows nobody. */
  readonly open: (sessionId: string | null) => Promise<void>
  /** Reads what may have been missed. */
  readonly catchUp: () => Promise<void>
  /** Reads who there is, and who of them is there. */
  readonly readColleagues: () => Promise<void>
  readonly join: () => Promise<void>
  readonly leave: () => Promise<void>
  /** Gives the open session to a colleague, with a note unless that is blank. False when that failed. */
  readonly give: (agentId: string, note: string) => Promise<boolean>
  /** Keeps what is being written for a handover of a session. */
  readonly draft: (sessionId: string, draft: GiveDraft) => void
  /** The row of any session, as it came. */
  readonly receive: (row: unknown) => void
}

const SHOWN = {
  ...handoffColumns,
  ...ratingColumns,
  ...agentSeenColumns,
  ...receiptColumns,
  ...identityColumns,
}

/** The names of its reads. */
const READ = 'handoff'
const READ_COLLEAGUES = 'colleagues'

/**
 * Who works on the open session beside the one who holds it, and giving it to somebody else.
 *
 * @param changed told the row of a session that this has changed
 */
export function createHandoffActions(
  store: HandoffStore,
  calls: HandoffCalls,
  context: FeatureContext,
  changed: (row: unknown) => void,
): HandoffActions {
  const { $handoff, $colleagues, $isBusy, $giveDrafts } = store
  let openId: string | null = null
  /** When the row that is shown was changed last: what was read before that comes late. */
  let updatedAt = ''

  context.onSignedOut(() => {
    $handoff.set(null)
    $colleagues.set(null)
    $giveDrafts.set({})
  })

  function receive(given: unknown): void {
    const row = readRow(SHOWN, given)
    if (row === null || row.$id !== openId || row.$updatedAt < updatedAt) return
    updatedAt = row.$updatedAt
    $handoff.set({ ...row, sessionId: row.$id })
  }

  function draft(sessionId: string, written: GiveDraft): void {
    $giveDrafts.set({ ...$giveDrafts.get(), [sessionId]: written })
  }

  async function catchUp(): Promise<void> {
    const sessionId = openId
    if (sessionId === null) return
    await context.read(READ, async () => receive(await calls.read(sessionId)))
    if (openId !== sessionId) context.dropRead(READ)
  }

  async function act(work: (sessionId: string) => Promise<unknown>): Promise<boolean> {
    const sessionId = openId
    if (sessionId === null || $isBusy.get()) return false
    $isBusy.set(true)
    const isDone = await context.act(async () => {
      const row = await work(sessionId)
      receive(row)
      changed(row)
      return true
    })
    $isBusy.set(false)
    return isDone ?? false
  }

  return {
    open: async (asked) => {
      context.dropRead(READ)
      // An address may say anything; only an id may be part of a path.
      openId = asked !== null && isSessionId(asked) ? asked : null
      updatedAt = ''
      $handoff.set(null)
      await catchUp()
    },
    catchUp,
    readColleagues: async () => {
      const found = await context.read(READ_COLLEAGUES, () => calls.colleagues())
      if (found !== null) $colleagues.set(found)
    },
    join: async () => void (await act((sessionId) => calls.join(sessionId))),
    leave: async () => void (await act((sessionId) => calls.leave(sessionId))),
    give: (agentId, note) =>
      act(async (sessionId) => {
        const row = await calls.give(sessionId, agentId, note.trim() === '' ? null : note.trim())
        draft(sessionId, { to: '', note: '' })
        return row
      }),
    draft,
    receive,
  }
}
