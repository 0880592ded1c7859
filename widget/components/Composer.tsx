import { Component, createRef } from 'preact'
import { Icon, icons } from '../panel/icons.tsx'
import type { PanelProps } from '../panel/panel-context.ts'
import { charactersLeft } from '../store/characters-left.ts'

/** Where the visitor writes. Enter sends, Shift+Enter makes a new line, Enter that ends a composition does neither. */
export class Composer extends Component<PanelProps> {
  readonly field = createRef<HTMLTextAreaElement>()

  override componentDidUpdate(): void {
    const field = this.field.current
    // A hidden one has no height to go by. The styles stop it after five lines.
    if (!field?.offsetParent || !field.form) return
    const { style, offsetHeight } = field.form
    // Held meanwhile: a log that is taller for a moment moves from its end.
    style.height = `${offsetHeight}px`
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px`
    style.height = ''
  }

  send = (event: Event): void => {
    event.preventDefault()
    void this.props.panel.withChat((chat) => chat.sendDraft())
    this.field.current?.focus()
  }

  onKeyDown = (event: KeyboardEvent): void => {
    // 229: Safari ends a composition before it reports that.
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      this.send(event)
    }
  }

  override render({ panel }: PanelProps) {
    const { draft, canReopen, files } = panel.get()
    const { Attach } = panel
    const left = charactersLeft(draft)
    const conversation = panel.conversation.get()
    return (
      <footer>
        <form onSubmit={this.send}>
          <textarea
            ref={this.field}
            rows={1}
            // An empty one would be from left to right.
            dir={draft ? 'auto' : undefined}
            value={draft}
            placeholder={panel.texts.placeholder}
            aria-label={panel.texts.composer}
            aria-invalid={left < 0}
            enterkeyhint="send"
            onInput={({ currentTarget }) => panel.setDraft(currentTarget.value)}
            onKeyDown={this.onKeyDown}
          />
          {Attach && <Attach panel={panel} />}
          <button
            class="send"
            aria-label={panel.texts.send}
            disabled={!(draft.trim() || files?.[0]) || left < 0 || !canReopen}
          >
            <Icon path={icons.arrowUp} />
          </button>
        </form>
        {conversation && <conversation.CharactersLeft panel={panel} />}
      </footer>
    )
  }
}
