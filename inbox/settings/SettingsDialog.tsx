import { useStore } from '@nanostores/preact'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { OverPage } from '../elements/OverPage.tsx'
import type { SettingsActions } from './settings-actions.ts'
import type { SettingsStore } from './settings-store.ts'
import { SettingsForm } from './SettingsForm.tsx'

interface Props {
  readonly store: SettingsStore
  readonly actions: SettingsActions
  /** The page's problems, which this lies over. */
  readonly problem: ComponentChildren
  readonly onClose: () => void
}

/** The settings of the site, over the whole page. */
export function SettingsDialog({ store, actions, problem, onClose }: Props) {
  const settings = useStore(store.$settings)
  useEffect(() => {
    void actions.read()
  }, [actions])
  return (
    <OverPage name="Settings" problem={problem} onClose={onClose}>
      {settings === null ? (
        <p class="empty">Loading …</p>
      ) : (
        <SettingsForm store={store} actions={actions} settings={settings} />
      )}
    </OverPage>
  )
}
