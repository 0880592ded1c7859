import { FEEDBACK, type MessageRow, type Source } from '../../contract/tables/messages.ts'
import { conversationIcons } from '../conversation/conversation-icons.ts'
import { choicesOf } from '../conversation/choices-of.ts'
import { showsHelp } from '../help/shows-help.ts'
import { readSources } from '../../contract/read-sources.ts'
import { Icon } from '../panel/icons.tsx'
import type { PanelProps } from '../panel/panel-context.ts'
import { TryAgain } from './TryAgain.tsx'

interface AnswerExtrasProps extends PanelProps {
  readonly row: MessageRow
  /** Whether the visitor can go on from it: it is the newest message, and the session is with the bot. */
  readonly isOpen: boolean
}

/** What is shown under the bot's answer: its sources or the articles to choose from, and the way to a person. */
export function AnswerExtras({ panel, row, isOpen }: AnswerExtrasProps) {
  const { busy } = panel.get()
  const { answerKind } = row
  const sources = readSources(row.sources).filter(({ isOffered }) => !isOffered)
  const { lead, choices } = choicesOf(row)
  return (
    <div class="extras">
      {answerKind === 'generated' && <p class="generated">{panel.texts.generated}</p>}
      {sources.length > 0 && (
        <ul class="sources" aria-label={panel.texts.sources}>
          {sources.map((source) => (
            <li key={source.articleId}>
              <SourceChip panel={panel} source={source} />
            </li>
          ))}
        </ul>
      )}
      {(answerKind === 'quote' || answerKind === 'generated') && (
        <Feedback panel={panel} row={row} isOpen={isOpen} />
      )}
      {isOpen && choices.length > 0 && (
        <>
          {answerKind === 'quote' && <p class="aside">{lead}</p>}
          <ul class="choices" aria-label={panel.texts.choices}>
            {choices.map(({ articleId, title }) => (
              <li key={articleId}>
                <button
                  type="button"
                  class="choice"
                  dir="auto"
                  onClick={() => void panel.withChat((chat) => chat.send(title))}
                >
                  {title}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {isOpen && (
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

/** An article that an answer is from: it opens in the panel, and on the website too for who wants another tab. */
function SourceChip({ panel, source }: PanelProps & { readonly source: Source }) {
  const { articleId, title, url } = source
  const content = (
    <>
      <Icon path={conversationIcons.page} />
      <bdi>{title}</bdi>
    </>
  )
  const isShown = showsHelp(panel)
  const open = () =>
    void panel.help.load().then(
      (help) => help.open(articleId),
      () => {},
    )
  if (url === null) {
    return isShown ? (
      <button type="button" class="source" data-article={articleId} onClick={open}>
        {content}
      </button>
    ) : (
      <span class="source">{content}</span>
    )
  }
  return (
    <a
      class="source"
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      data-article={articleId}
      onClick={(event) => {
        if (!isShown || event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        open()
      }}
    >
      {content}
    </a>
  )
}

/** Whether the answer helped. A second press takes it back. One of a model may be written anew. */
function Feedback({ panel, row, isOpen }: AnswerExtrasProps) {
  return (
    <div class="feedback">
      {FEEDBACK.map((feedback) => (
        <button
          type="button"
          class={`quiet ${feedback}`}
          key={feedback}
          aria-label={panel.texts.feedback[feedback]}
          aria-pressed={row.feedback === feedback}
          onClick={() =>
            void panel.withChat((chat) =>
              chat.changeMessage(row.$id, { feedback: row.feedback === feedback ? null : feedback }),
            )
          }
        >
          <Icon path={conversationIcons.thumb} />
        </button>
      ))}
      {isOpen && row.answerKind === 'generated' && <TryAgain panel={panel} id={row.$id} />}
      <output class="aside">{row.feedback && panel.texts.feedbackThanks}</output>
    </div>
  )
}
