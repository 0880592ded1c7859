import type { PanelProps } from '../panel/panel-context.ts'
import { problemText } from '../locales/texts.ts'
import { Composer } from './Composer.tsx'
import { Header } from './Header.tsx'
import { Opening } from './Opening.tsx'
import { isFullScreen } from '../panel/full-screen.ts'

/** The whole panel. It covers small screens, and is a modal dialog there. */
export function Panel({ panel }: PanelProps) {
  const { close } = panel
  const { isOpen, view, question, problem, phase } = panel.get()
  const more = panel.more.get()
  const list = view === 'sessions' && more
  const conversation = panel.conversation.get()
  const help = view === 'help' && panel.help.get()

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return
    // Nor does a dialog of the page close.
    event.preventDefault()
    if (question) panel.set({ question: null, problem: null })
    else if (list) panel.set({ view: 'chat', problem: null })
    else close()
  }

  return (
    // oxlint-disable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/prefer-tag-over-role -- the keys are those of the dialog; a <dialog> is either modal or has no Escape
    <section
      class="panel"
      role="dialog"
      aria-modal={isFullScreen()}
      aria-labelledby="title"
      hidden={!isOpen}
      onKeyDown={onKeyDown}
    >
      {help ? <help.HelpPage /> : list ? <list.ListHeader panel={panel} /> : <Header panel={panel} />}
      {problem &&
        phase !== 'failed' &&
        // The question shows it itself.
        !question &&
        (conversation ? (
          <conversation.Problem panel={panel} key={problem} />
        ) : (
          <p class="notice" role="alert">
            {problemText(panel.texts, problem)}
          </p>
        ))}
      {list ? (
        <list.SessionList panel={panel} />
      ) : (
        help || (
          <>
            {conversation ? (
              <>
                <conversation.Notices panel={panel} />
                <conversation.Log panel={panel} />
                <conversation.ClosedNotice panel={panel} />
              </>
            ) : (
              <div class="log" role="log" aria-label={panel.texts.log}>
                <Opening panel={panel} />
              </div>
            )}
            <Composer panel={panel} />
          </>
        )
      )}
      {question && more && <more.QuestionDialog panel={panel} question={question} key={question} />}
    </section>
  )
}
