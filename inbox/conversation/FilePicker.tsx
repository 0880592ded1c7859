import { useRef } from 'preact/hooks'
import { Icon } from '../elements/Icon.tsx'
import { paperclip } from './conversation-icons.ts'

/** The button that picks files. */
export function FilePicker({ onPick }: { readonly onPick: (picked: Iterable<File>) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          onPick([...(currentTarget.files ?? [])])
          // The same file may be picked again.
          currentTarget.value = ''
        }}
      />
      <button
        type="button"
        aria-label="Attach files"
        title="Attach files"
        onClick={() => input.current?.click()}
      >
        <Icon path={paperclip} />
      </button>
    </>
  )
}
