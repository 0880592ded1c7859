import { Icon, icons } from '../panel/icons.tsx'
import { Finder } from './Finder.tsx'
import type { HelpProps } from './help-context.ts'
import { RecentChats } from './RecentChats.tsx'
import { showsHelp } from './shows-help.ts'

/** A greeting of several sentences begins with a short one. */
const SENTENCES = /^(.{1,60}?[.!?。！？…])\s+(\S.*)$/s

/** What is shown until something is written: greeting, the search among the articles, the site's questions, earlier chats. */
export function Home({ panel, help }: HelpProps) {
  const texts = panel.texts.help
  const { settings } = panel.get()
  const questions = settings?.starterQuestions ?? []
  const { articles } = help.get()
  const greeting = settings?.greeting ?? panel.texts.greeting
  const [, first = greeting, rest] = SENTENCES.exec(greeting) ?? []
  return (
    // The log around it announces messages; what is found has a line of its own for that.
    <div class="home" aria-live="off">
      <div class="hello" dir="auto">
        <p>{first}</p>
        {rest}
      </div>
      {showsHelp(panel) && articles?.length !== 0 && <Finder panel={panel} help={help} />}
      <RecentChats panel={panel} label={texts.recent} />
      {questions.length > 0 && (
        <section class="card" aria-labelledby="questions">
          <h3 id="questions">{texts.questions}</h3>
          {questions.map((question) => (
            <button
              type="button"
              class="row starter-row"
              key={question}
              onPointerEnter={panel.prepare}
              onClick={() => void panel.withChat((chat) => chat.send(question))}
            >
              <span dir="auto">{question}</span>
              <Icon path={icons.arrowUp} />
            </button>
          ))}
        </section>
      )}
    </div>
  )
}
