import { useStore } from '@nanostores/preact'
import type { WritableAtom } from 'nanostores'
import type { ComponentChildren } from 'preact'
import { LiveText } from './elements/LiveText.tsx'
import { ShortcutList } from './ShortcutList.tsx'

interface Props {
  readonly $alerts: WritableAtom<boolean>
  readonly $areKeysShown: WritableAtom<boolean>
  readonly search: ComponentChildren
}

/** Of the bar at the top, what isn't needed for the first list. */
export function Tools({ $alerts, $areKeysShown, search }: Props) {
  const alerts = useStore($alerts)
  return (
    <>
      {search}
      <button
        type="button"
        class="keys"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={() => $areKeysShown.set(true)}
      >
        ?
      </button>
      <button
        type="button"
        title="A sound and, with permission, a notification when a visitor needs you and you look elsewhere"
        onClick={() => $alerts.set(!alerts)}
      >
        <LiveText>{alerts ? 'Alerts on' : 'Alerts off'}</LiveText>
      </button>
      {useStore($areKeysShown) && <ShortcutList onClose={() => $areKeysShown.set(false)} />}
    </>
  )
}
