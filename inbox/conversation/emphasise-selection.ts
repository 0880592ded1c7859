/** The marks of the keys that everybody knows. */
const MARKS: Readonly<Record<string, string>> = { b: '**', i: '*' }

interface Field {
  readonly value: string
  readonly selectionStart: number
  readonly selectionEnd: number
  setRangeText: (text: string, start: number, end: number) => void
  setSelectionRange: (start: number, end: number) => void
}

/**
 * Puts the marks of bold (Ctrl+B) or italic (Ctrl+I) around what is selected, or takes them away; with nothing selected
 * they are there to be written between.
 *
 * @returns whether the keys were such ones
 */
export function emphasiseSelection(
  field: Field,
  {
    key,
    ctrlKey,
    metaKey,
    altKey,
    shiftKey,
  }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): boolean {
  const mark = MARKS[key.toLowerCase()]
  if (mark === undefined || altKey || shiftKey || ctrlKey === metaKey) return false
  const { value, selectionStart, selectionEnd } = field
  const selected = value.slice(selectionStart, selectionEnd)
  const around =
    value.slice(selectionStart - mark.length, selectionStart) +
    value.slice(selectionEnd, selectionEnd + mark.length)
  const isMarked = selectionStart >= mark.length && around === mark + mark
  const width = isMarked ? -mark.length : mark.length
  const reach = isMarked ? mark.length : 0
  field.setRangeText(
    isMarked ? selected : mark + selected + mark,
    selectionStart - reach,
    selectionEnd + reach,
  )
  field.setSelectionRange(selectionStart + width, selectionEnd + width)
  return true
}
