import { Component } from 'preact'
import { codeOf } from '../../client/chat-error.ts'
import { isPicture, type Attachment } from '../../contract/attachment.ts'
import { attachmentIcons } from '../attachments/attachment-icons.ts'
import { sizeText } from '../attachments/size-text.ts'
import { Icon } from '../panel/icons.tsx'
import type { PanelContext, PanelProps } from '../panel/panel-context.ts'

/** The files of a message. */
export function AttachmentList({ panel, files }: PanelProps & { readonly files: readonly Attachment[] }) {
  return (
    <div class="attachments">
      {files.map((file) => (
        <AttachmentView key={file.id} panel={panel} file={file} />
      ))}
    </div>
  )
}

interface ViewProps extends PanelProps {
  readonly file: Attachment
}

interface ViewState {
  /** The picture's, in this page alone; null until it is there, and where the page's policy shows none. */
  readonly url: string | null
  readonly isGone: boolean
}

/** A picture, or a card that saves the file. */
class AttachmentView extends Component<ViewProps, ViewState> {
  override state: ViewState = { url: null, isGone: false }
  isUnmounted = false
  made: string | null = null

  override componentDidMount(): void {
    if (isPicture(this.props.file.type)) void this.show()
  }

  override componentWillUnmount(): void {
    this.isUnmounted = true
    if (this.made) URL.revokeObjectURL(this.made)
  }

  /** @throws ChatError */
  async load(): Promise<string | null> {
    const { panel, file } = this.props
    if (this.made) return this.made
    try {
      const bytes = await bytesOf(panel, file)
      if (!this.isUnmounted) this.made = URL.createObjectURL(bytes)
    } catch (thrown) {
      if (codeOf(thrown) !== 'attachment_not_found') throw thrown
      this.setState({ isGone: true })
    }
    return this.made
  }

  async show(): Promise<void> {
    try {
      const url = await this.load()
      if (url && !this.isUnmounted) this.setState({ url })
    } catch {
      // The card in its place fetches it again, and tells why that fails.
    }
  }

  save(): void {
    void this.props.panel.withChat(async () => {
      const url = await this.load()
      if (!url) return
      const link = document.createElement('a')
      link.href = url
      link.download = this.props.file.name
      link.click()
    })
  }

  override render({ panel, file }: ViewProps, { url, isGone }: ViewState) {
    const { name, bytes, width, height } = file
    const { locale } = panel.get()
    if (url) {
      return (
        <a class="picture" href={url} target="_blank" rel="noopener noreferrer">
          <img
            src={url}
            alt={name}
            width={width ?? undefined}
            height={height ?? undefined}
            // The page's policy may allow none of the browser's own addresses.
            onError={() => this.setState({ url: null })}
          />
        </a>
      )
    }
    return (
      <button type="button" class="file" disabled={isGone} onClick={() => this.save()}>
        <Icon path={attachmentIcons.file} />
        <div>
          <bdi>{name}</bdi>
          <small>{isGone ? panel.texts.files.gone : sizeText(bytes, locale)}</small>
        </div>
      </button>
    )
  }
}

/** Those of a file that was picked on this page needn't be fetched. Their type is the server's word, not the file's own. */
async function bytesOf(panel: PanelContext, file: Attachment): Promise<Blob> {
  const own = panel.draftFiles?.fileOf(file.id)
  if (own) return own.slice(0, own.size, isPicture(file.type) ? file.type : 'application/octet-stream')
  const { chat } = await panel.conversation.load()
  return chat.parts.context.client.file(file)
}
