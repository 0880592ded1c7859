import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface Props {
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** The statistics over the whole page, where there is no room for them beside the list. */
export function ReportDialog({ onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog class="over" ref={dialog} aria-label="Statistics" onClose={onClose}>
      <form method="dialog">
        <button type="submit">Back to the list</button>
      </form>
      {children}
    </dialog>
  )
}
