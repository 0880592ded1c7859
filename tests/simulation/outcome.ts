import type { AgentPage } from './agent-page.ts'
import type { RowChange } from './appwrite-model/rows.ts'
import type { ModelServer } from './appwrite-model/server.ts'
import type { Browser } from './browser.ts'
import type { VisitorTab } from './visitor-tab.ts'

/** A message that somebody pressed Enter on. */
export interface Said {
  readonly text: string
  readonly by: 'visitor' | 'agent'
  readonly browser: string
  readonly tab: string
}

/** All that a world has come to once calm has returned. */
export interface Outcome {
  readonly server: ModelServer
  readonly said: readonly Said[]
  readonly browsers: readonly Browser[]
  /** Those that are open in the end. */
  readonly tabs: readonly VisitorTab[]
  readonly pages: readonly AgentPage[]
  readonly changes: readonly RowChange[]
  /** What broke a rule the moment it happened. */
  readonly broken: readonly string[]
  /** Sessions whose messages somebody deleted. */
  readonly cleared: ReadonlySet<string>
  readonly faults: Readonly<Record<string, number>>
  /** Equal for equal runs. */
  readonly fingerprint: string
}
