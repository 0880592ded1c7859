import type { Fields } from '../../client/read-answers.ts'
import { adminToolPaths } from '../../contract/admin-tool-paths.ts'
import { isRecord } from '../../contract/is-record.ts'
import type { AgentConnection } from '../agent-connection.ts'
import { callAdmin } from '../call-admin.ts'
import { unexpectedAnswer } from '../explain-refusals.ts'
import type { Changes, Settings } from './settings-store.ts'

export interface ReadSettings {
  readonly settings: Settings
  readonly mayChange: boolean
}

export type SettingsCalls = ReturnType<typeof createSettingsCalls>

/** Reads and changes the settings by the function `admin`. Every method throws `InboxError`. */
export function createSettingsCalls(connection: AgentConnection) {
  const path = adminToolPaths.settings
  return {
    read: async (): Promise<ReadSettings> => settingsIn(await callAdmin(connection, { method: 'GET', path })),
    change: async (changes: Changes): Promise<ReadSettings> =>
      settingsIn(await callAdmin(connection, { method: 'PATCH', path, body: changes })),
  }
}

function settingsIn(answer: Fields): ReadSettings {
  const { settings } = answer
  if (!isRecord(settings)) throw unexpectedAnswer()
  return { settings, mayChange: answer['mayChange'] === true }
}
