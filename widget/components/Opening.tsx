import { Icon, icons } from '../panel/icons.tsx'
import type { PanelProps } from '../panel/panel-context.ts'
import { problemText } from '../locales/texts.ts'
import { Contact } from './Contact.tsx'

/** What is shown before the first message: a skeleton while it loads, then the greeting and starter questions. */
export function Opening({ panel }: PanelProps) {
  const { phase, problem, settings, messages, outbox } = panel.get()

  if (phase === 'failed') {
    return (
      <div class="empty" role="alert">
        <Icon path={icons.alert} />
        <p>{problemText(panel.texts, problem ?? 'network')}</p>
        <Contact panel={panel} />
        <button type="button" class="button" onClick={panel.begin}>
          {panel.texts.tryAgain}
        </button>
      </div>
    )
  }
  if (!settings) return <Skeleton />
  const isEmpty = messages.length + outbox.length === 0
  return (
    <>
      <p class="bubble">{settings.greeting ?? panel.texts.greeting}</p>
      {isEmpty &&
        settings.starterQuestions.map((question) => (
          <button
            type="button"
            class="starter"
            dir="auto"
            key={question}
            onPointerEnter={panel.prepare}
            onClick={() => void panel.withChat((chat) => chat.send(question))}
          >
            {question}
          </button>
        ))}
    </>
  )
}

/** Placeholders of what is being loaded. */
export function Skeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  )
}
