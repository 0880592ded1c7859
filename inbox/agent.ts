import type { MeAnswer } from '../contract/admin-api.ts'

/** The signed-in member of the team `agents`. */
export type Agent = NonNullable<MeAnswer['agent']>
