/** The files beside the draft, which are uploaded as soon as they are picked. */
export interface DraftFileActions {
  readonly add: (picked: Iterable<File>) => void
  /** Tries again what failed. */
  readonly retry: (id: string) => void
  /** Ends the upload too, and has the server forget what is there. */
  readonly remove: (id: string) => void
  /** The picked file itself, as long as this page has it. */
  readonly fileOf: (id: string) => File | null
  readonly stop: () => void
}
