import { sessionColumns } from './sessions.ts'
import { agentSeenColumns } from './visitor-marks.ts'

/** What a visitor's page gets of their session. */
export const visitorsSessionColumns = /* @__PURE__ */ Object.assign({}, sessionColumns, agentSeenColumns)
