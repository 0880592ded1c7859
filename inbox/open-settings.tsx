import type { AgentConnection } from './agent-connection.ts'
import type { Features } from './features.ts'
import { saidInside } from './said-inside.tsx'
import { createSettingsActions } from './settings/settings-actions.ts'
import { createSettingsCalls } from './settings/settings-calls.ts'
import { createSettingsStore } from './settings/settings-store.ts'
import { SettingsDialog } from './settings/SettingsDialog.tsx'

/** What the site's owner decides. */
export function openSettings(connection: AgentConnection, features: Features) {
  const store = createSettingsStore()
  const actions = createSettingsActions(store, createSettingsCalls(connection), features.account)
  return {
    Dialog: ({ onClose }: { readonly onClose: () => void }) => (
      <SettingsDialog store={store} actions={actions} {...saidInside(features, onClose)} />
    ),
  }
}
