import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface Props {
  /** Names the dialog, and is its class in lower case. */
  readonly name: string
  /** Beside the heading. */
  readonly tools?: ComponentChildren
  /** The page's problems, which this lies over. */
  readonly problem: ComponentChildren
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** A modal dialog over the whole page, with the way back. */
export function OverPage({ name, tools, problem, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const headingId = `${name.toLowerCase()}-heading`
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog class={`over ${name.toLowerCase()}`} ref={dialog} aria-labelledby={headingId} onClose={onClose}>
      <header>
        <h2 id={headingId}>{name}</h2>
        {tools}
        <form method="dialog">
          <button type="submit">Back to the inbox</button>
        </form>
      </header>
      {problem}
      {children}
    </dialog>
  )
}
