import { useEffect, useRef, useState } from 'preact/hooks'
import { areShortcutsOff, SHORTCUTS, switchShortcuts } from './shortcuts.ts'

/** What keys do, and whether they do it: a dialog over the page. */
export function ShortcutList({ onClose }: { readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [isOn, setOn] = useState(() => !areShortcutsOff())
  useEffect(() => dialog.current?.showModal(), [])
  const choose = (isChosen: boolean) => {
    switchShortcuts(isChosen)
    setOn(isChosen)
  }
  return (
    <dialog class="shortcuts" ref={dialog} aria-labelledby="shortcuts-heading" onClose={onClose}>
      <h2 id="shortcuts-heading">Keyboard shortcuts</h2>
      <dl>
        {SHORTCUTS.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input type="checkbox" checked={isOn} onChange={(event) => choose(event.currentTarget.checked)} />{' '}
        Enable single-key shortcuts
      </label>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  )
}
