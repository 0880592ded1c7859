import { Component, createRef } from 'preact'
import * as limits from '../../contract/limits.ts'
import type { PanelProps } from '../panel/panel-context.ts'
import type { Question } from '../store/chat-state.ts'
import { problemText } from '../locales/texts.ts'
import { trapFocus } from '../panel/trap-focus.ts'

interface QuestionProps extends PanelProps {
  readonly question: Question
}

/** Confirms an action, or asks for the chat's name. It closes when the action is done, and shows when that failed. */
export class QuestionDialog extends Component<QuestionProps, { readonly name: string }> {
  override state = { name: this.props.panel.get().session?.chatName ?? '' }
  readonly frame = createRef<HTMLFormElement>()
  /** The panel's root, to which the focus returns. */
  root: ParentNode | null | undefined

  override componentDidMount(): void {
    this.root = this.frame.current?.closest('.panel')
    // The least harmful choice has the focus.
    this.frame.current?.querySelector<HTMLElement>('input, .cancel')?.focus()
  }

  override componentWillUnmount(): void {
    this.root?.querySelector<HTMLElement>('textarea')?.focus()
  }

  answer(): void {
    const { panel, question } = this.props
    const name = this.state.name.trim()
    void panel.withMore(({ actions }) => {
      switch (question) {
        case 'rename':
          return name && actions.rename(name)
        case 'clear':
          return actions.clear()
        case 'delete':
          return actions.remove()
        case 'close':
          return actions.closeSession()
        default:
          return question satisfies never
      }
    })
  }

  override render({ panel, question }: QuestionProps, { name }: { readonly name: string }) {
    const { busy, problem } = panel.get()
    const { questions, consequences, save, clear, delete: remove, endChat } = panel.texts
    return (
      <div class="veil">
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys are those of the dialog */}
        <div
          class="question"
          role="alertdialog"
          aria-modal="true"
          aria-labelledby="question"
          aria-describedby="consequence"
          onKeyDown={(event) => {
            if (event.key === 'Tab') trapFocus(event)
          }}
        >
          <form
            ref={this.frame}
            onSubmit={(event) => {
              event.preventDefault()
              this.answer()
            }}
          >
            <h3 id="question">{questions[question]}</h3>
            {question === 'rename' ? (
              <input
                value={name}
                maxLength={limits.chatNameMax}
                aria-label={panel.texts.name}
                dir="auto"
                onInput={({ currentTarget }) => this.setState({ name: currentTarget.value })}
              />
            ) : (
              <p id="consequence">{consequences[question]}</p>
            )}
            {problem && (
              <p class="failure" role="alert">
                {problemText(panel.texts, problem)}
              </p>
            )}
            <div class="buttons">
              <button
                type="button"
                class="button plain cancel"
                onClick={() => panel.set({ question: null, problem: null })}
              >
                {panel.texts.cancel}
              </button>
              <button
                type="submit"
                class={question === 'clear' || question === 'delete' ? 'button destroys' : 'button'}
                disabled={busy === question}
              >
                {{ rename: save, clear, delete: remove, close: endChat }[question]}
              </button>
            </div>
          </form>
        </div>
      </div>
    )
  }
}
