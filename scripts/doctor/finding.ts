import type { Connection } from '../connection.ts'

/** What was looked at, what was found, and what mends it. */
export interface Finding {
  readonly state: 'ok' | 'warning' | 'failed'
  /** In one sentence. */
  readonly says: string
  /** A command, or where in the console; null when nothing has to be done. */
  readonly fix: string | null
}

/** One thing to look at, which changes nothing that stays. */
export interface Check {
  readonly name: string
  /** Looked at only when these found no fault. */
  readonly needs: readonly string[]
  readonly look: (patient: Patient) => Promise<readonly Finding[]>
}

/** The project that is looked at. */
export interface Patient {
  readonly connection: Connection
  /** A site's origin (`https://shop.example`) from which browsers should reach it, or null. */
  readonly origin: string | null
}

export function ok(says: string): Finding {
  return { state: 'ok', says, fix: null }
}

export function warning(says: string, fix: string): Finding {
  return { state: 'warning', says, fix }
}

export function failed(says: string, fix: string): Finding {
  return { state: 'failed', says, fix }
}
