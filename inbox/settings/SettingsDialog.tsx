import { useStore } from '@nanostores/preact'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
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
  const dialog = useRef<HTMLDialogElement>(null)
  const settings = useStore(store.$settings)
  useEffect(() => {
    dialog.current?.showModal()
    void actions.read()
  }, [actions])
  return (
    <dialog class="over settings" ref={dialog} aria-labelledby="settings-heading" onClose={onClose}>
      <header>
        <h2 id="settings-heading">Settings</h2>
        <form method="dialog">
          <button type="submit">Back to the inbox</button>
        </form>
      </header>
      {problem}
      {settings === null ? (
        <p class="empty">Loading …</p>
      ) : (
        <SettingsForm store={store} actions={actions} settings={settings} />
      )}
    </dialog>
  )
}
