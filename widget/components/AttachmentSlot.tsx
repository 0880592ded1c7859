import { Component, type ComponentType } from 'preact'
import type { Attachment } from '../../contract/attachment.ts'
import type { PanelProps } from '../panel/panel-context.ts'

interface AttachmentSlotProps extends PanelProps {
  readonly files: readonly Attachment[]
}

interface AttachmentSlotState {
  readonly AttachmentList: ComponentType<AttachmentSlotProps> | null
}

/** The place of a message's files; what shows them is fetched with the first of them. Without it their names are there. */
export class AttachmentSlot extends Component<AttachmentSlotProps, AttachmentSlotState> {
  override state: AttachmentSlotState = { AttachmentList: null }
  isGone = false

  override componentDidMount(): void {
    void this.fetchPart()
  }

  override componentWillUnmount(): void {
    this.isGone = true
  }

  async fetchPart(): Promise<void> {
    const { panel } = this.props
    try {
      const { AttachmentList, styles, texts } = await import('../attachments/attachments.ts')
      if (!panel.draftFiles) panel.addStyles(styles)
      await panel.addLateTexts('attachments', texts)
      if (!this.isGone) this.setState({ AttachmentList })
    } catch {
      // The network's failure shows where it matters.
    }
  }

  override render({ panel, files }: AttachmentSlotProps, { AttachmentList }: AttachmentSlotState) {
    if (AttachmentList) return <AttachmentList panel={panel} files={files} />
    return (
      <p class="meta">
        <bdi>{files.map(({ name }) => name).join(', ')}</bdi>
      </p>
    )
  }
}
