import { Component, createRef } from 'preact'
import { isPicture } from '../../contract/attachment.ts'
import { attachmentIcons } from '../attachments/attachment-icons.ts'
import { sizeText } from '../attachments/size-text.ts'
import { fill } from '../locales/fill.ts'
import { problemText } from '../locales/texts.ts'
import { Icon, icons } from '../panel/icons.tsx'
import type { PanelProps } from '../panel/panel-context.ts'
import type { DraftFile } from '../store/chat-state.ts'

/** What pickers offer first; phones offer their camera for it. What is taken the server decides. */
const ACCEPT = 'image/*,.pdf,.txt,.csv,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp,.zip'

/** Files beside the draft, and the button that picks some. */
export class Attach extends Component<PanelProps> {
  readonly input = createRef<HTMLInputElement>()
  readonly button = createRef<HTMLButtonElement>()

  override render({ panel }: PanelProps) {
    const { files = [], canReopen } = panel.get()
    const { attach } = panel.texts.files
    return (
      <>
        <ul class="tray" aria-label={attach}>
          {files.map((file) => (
            <Chip
              key={file.id}
              panel={panel}
              file={file}
              onRemove={() => {
                panel.draftFiles?.remove(file.id)
                this.button.current?.focus()
              }}
            />
          ))}
        </ul>
        <input
          ref={this.input}
          type="file"
          hidden
          multiple
          accept={ACCEPT}
          onChange={({ currentTarget }) => {
            panel.draftFiles?.add([...(currentTarget.files ?? [])])
            // The same file may be picked again.
            currentTarget.value = ''
          }}
        />
        <button
          ref={this.button}
          type="button"
          class="clip"
          aria-label={attach}
          title={attach}
          disabled={!canReopen}
          onClick={() => this.input.current?.click()}
        >
          <Icon path={attachmentIcons.paperclip} />
        </button>
      </>
    )
  }
}

interface ChipProps extends PanelProps {
  readonly file: DraftFile
  readonly onRemove: () => void
}

/** One file before it is sent: its picture, how far it is, or why it can't be sent. */
class Chip extends Component<ChipProps> {
  readonly url = previewOf(this.props)

  override componentWillUnmount(): void {
    if (this.url) URL.revokeObjectURL(this.url)
  }

  override render({ panel, file, onRemove }: ChipProps) {
    const { locale } = panel.get()
    const { id, name, share, attachment, failure } = file
    const texts = panel.texts.files
    const bytes = attachment?.bytes ?? panel.draftFiles?.fileOf(id)?.size ?? 0
    return (
      <li class="chip">
        {this.url ? <img src={this.url} alt="" /> : <Icon path={attachmentIcons.file} />}
        <div>
          <bdi>{name}</bdi>
          {failure ? (
            <small class="bad" role="alert">
              {reasonOf(failure, panel)}
            </small>
          ) : (
            <small>{sizeText(bytes, locale)}</small>
          )}
        </div>
        {failure && !OF_THE_FILE.has(failure) && (
          <button type="button" class="link" onClick={() => panel.draftFiles?.retry(id)}>
            {panel.texts.tryAgain}
          </button>
        )}
        {!attachment && !failure && <progress aria-label={name} max={1} value={share} />}
        <button type="button" class="round" aria-label={fill(texts.remove, name)} onClick={onRemove}>
          <Icon path={icons.x} />
        </button>
      </li>
    )
  }
}

/** Refusals that another try meets again. */
const OF_THE_FILE: ReadonlySet<string> = new Set([
  'attachment_too_large',
  'attachment_type_refused',
  'attachment_unreadable',
  'attachments_full',
  'attachments_off',
])

function previewOf({ panel, file }: ChipProps): string | null {
  const picked = panel.draftFiles?.fileOf(file.id)
  return picked && isPicture(picked.type) ? URL.createObjectURL(picked) : null
}

function reasonOf(code: string, panel: PanelProps['panel']): string {
  const texts = panel.texts.files
  const { settings, locale } = panel.get()
  switch (code) {
    case 'attachment_too_large':
      return fill(texts.tooLarge, sizeText(settings?.attachmentMaxBytes ?? 0, locale))
    case 'attachment_type_refused':
      return texts.wrongType
    case 'attachments_full':
    case 'attachments_off':
      return texts.tooMany
    case 'attachment_unreadable':
      return texts.gone
    default:
      return problemText(panel.texts, code)
  }
}
