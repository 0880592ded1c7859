import type { CannedReply } from './canned-replies.ts'

interface Props {
  readonly id: string
  /** With the names filled in, as they would be sent. */
  readonly offered: readonly CannedReply[]
  /** The one that Enter chooses. */
  readonly active: number
  readonly onChoose: (reply: CannedReply) => void
}

/** Canned replies to choose from, over the reply form; the keyboard stays in the form, which a `select` would take. */
export function CannedReplyList({ id, offered, active, onChoose }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above
    <div class="canned" id={id} role="listbox" aria-label="Canned replies">
      {offered.map((reply, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
        <div
          key={reply.$id}
          id={optionId(id, index)}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- see above
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(reply)}
        >
          <b>/{reply.shortcut}</b> <span dir="auto">{reply.text}</span>
        </div>
      ))}
    </div>
  )
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`
}
