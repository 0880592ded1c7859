import type { Actor } from '../repositories/audit.ts'

/** Who upkeep is in transcripts and in `audit`. */
export const UPKEEP: Actor = { kind: 'upkeep', id: null, name: null }
