import type { AdminCall } from './admin-call.ts'

/** An operator's call, and with which headers it came. */
export interface McpCall extends AdminCall {
  readonly headers: Readonly<Record<string, string>>
}
