import type { ComponentChildren } from 'preact'

/** The reply's form, which takes files that are dropped or pasted anywhere in it. */
export function FileForm({
  onSubmit,
  onFiles,
  children,
}: {
  readonly onSubmit: (event: Event) => void
  readonly onFiles: (files: Iterable<File>) => void
  readonly children: ComponentChildren
}) {
  const give = (event: Event, data: DataTransfer | null) => {
    if (!data?.types.includes('Files')) return
    event.preventDefault()
    onFiles([...data.files])
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- files may be dropped beside the field, too; the keyboard has the button
    <form
      class="reply"
      onSubmit={onSubmit}
      onPaste={(event) => give(event, event.clipboardData)}
      // Without this a page takes no drop.
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => give(event, event.dataTransfer)}
    >
      {children}
    </form>
  )
}
