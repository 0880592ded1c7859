import type { PanelContext } from '../panel/panel-context.ts'
import type { MountedPanel } from '../panel/panel-parts.ts'

/** Where files of the visitor go that come over the page: dropped or pasted. */
export interface FileOffer {
  /** Whether messages may carry files here. */
  readonly areTaken: () => boolean
  readonly give: (files: readonly File[]) => void
}

/** Fetches what takes files once the panel is open, where the site's settings let messages carry some. */
export function offerFiles({ store, addStyles, onGone }: MountedPanel, panel: PanelContext): FileOffer {
  const { get, set, subscribe } = store
  let opening: Promise<void> | null = null
  const areTaken = () => (get().settings?.attachmentMaxBytes ?? 0) > 0

  async function open(): Promise<void> {
    const { Attach, createDraftFiles, styles, texts } = await import('../attachments/attachments.ts')
    await panel.addLateTexts('attachments', texts)
    const draftFiles = createDraftFiles(panel, store)
    if (!onGone(draftFiles.stop)) return
    addStyles(styles)
    Object.assign(panel, { Attach, draftFiles })
    set({ files: get().files ?? [] })
  }

  /** A failure is over with the next try. */
  async function load(): Promise<void> {
    opening ??= open()
    await opening.catch(() => {
      opening = null
    })
  }

  function look(): void {
    if (get().isOpen && areTaken()) void load()
  }

  look()
  subscribe(look)
  return { areTaken, give: (files) => void load().then(() => panel.draftFiles?.add(files)) }
}
