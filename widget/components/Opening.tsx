import { Icon, icons } from '../panel/icons.tsx'
import type { PanelProps } from '../panel/panel-context.ts'
import { problemText } from '../locales/texts.ts'
import { Contact } from './Contact.tsx'

/** What is shown before the first message: a skeleton while it loads, then the greeting and the panel's home. */
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
  const Home = messages.length + outbox.length === 0 && panel.help.get()?.Home
  return Home ? <Home /> : <p class="bubble">{settings.greeting ?? panel.texts.greeting}</p>
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
