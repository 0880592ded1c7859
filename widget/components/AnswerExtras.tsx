import { stateOf } from '../../contract/session-state.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import { readSources } from '../conversation/read-sources.ts'
import type { PanelProps } from '../panel/panel-context.ts'

interface AnswerExtrasProps extends PanelProps {
  readonly row: MessageRow
  /** Only the newest answer offers a person. */
  readonly isLast: boolean
}

/** What is shown under the bot's answer: its sources, and the way to a person. */
export function AnswerExtras({ panel, row, isLast }: AnswerExtrasProps) {
  const { session, busy } = panel.get()
  const sources = readSources(row.sources)
  return (
    <div class="extras">
      {sources.length > 0 && (
        <ul class="sources" aria-label={panel.texts.sources}>
          {sources.map(({ articleId, title, url }) => (
            <li key={articleId} dir="auto">
              {url ? (
                <a class="source" href={url} target="_blank" rel="noopener noreferrer">
                  {title}
                </a>
              ) : (
                <span class="source">{title}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      {isLast && session && stateOf(session) === 'bot' && (
        <button
          type="button"
          class="quiet"
          disabled={busy === 'escalate'}
          onClick={() => void panel.withChat((chat) => chat.askForPerson())}
        >
          {panel.texts.askForPerson}
        </button>
      )}
    </div>
  )
}
