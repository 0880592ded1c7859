import { Component } from 'preact'
import { Icon, icons } from '../panel/icons.tsx'
import type { PanelProps } from '../panel/panel-context.ts'
import { isOffline } from '../conversation/is-offline.ts'
import { problemText } from '../locales/texts.ts'
import { Contact } from './Contact.tsx'

/** What failed, until the visitor has read it or the chat continues. */
export class Problem extends Component<PanelProps> {
  shown = this.progress()

  /** Changes when something was delivered, in either direction. */
  progress(): string {
    const { messages, session } = this.props.panel.get()
    return `${messages.at(-1)?.$id} ${session?.$updatedAt}`
  }

  hide = (): void => this.props.panel.set({ problem: null })

  override componentDidUpdate(before: PanelProps): void {
    if (before && this.progress() !== this.shown) this.hide()
  }

  override render({ panel }: PanelProps) {
    const { problem } = panel.get()
    return (
      problem &&
      // Shown already, and for longer.
      !(problem === 'network' && isOffline(panel.get())) && (
        <div class="notice problem">
          <p role="alert">
            {problemText(panel.texts, problem)} <Contact panel={panel} />
          </p>
          <button type="button" class="round" aria-label={panel.texts.dismiss} onClick={this.hide}>
            <Icon path={icons.x} />
          </button>
        </div>
      )
    )
  }
}
