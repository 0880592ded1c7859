import { countText } from '../locales/count-text.ts'
import { fill } from '../locales/fill.ts'
import { problemText } from '../locales/texts.ts'
import { Icon } from '../panel/icons.tsx'
import { ArticleRows } from './ArticleRows.tsx'
import type { HelpProps } from './help-context.ts'
import { helpIcons } from './help-icons.ts'

/** The search among the articles: what was found takes the place of those that are there to begin with. */
export function Finder({ panel, help }: HelpProps) {
  const texts = panel.texts.help
  const { articles, text, found, searchProblem } = help.get()
  const open = (articleId: string) => void help.open(articleId)

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return
    if (event.key === 'Enter') {
      event.preventDefault()
      help.search(text, true)
    }
    if (event.key !== 'Escape' || text === '') return
    // One level: the panel closes with the next.
    event.preventDefault()
    event.stopPropagation()
    help.search('')
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of what is in it
    <search class="card" onKeyDown={moveAmongRows}>
      <div class="find">
        <Icon path={helpIcons.search} />
        <input
          type="search"
          dir={text ? 'auto' : undefined}
          value={text}
          placeholder={texts.search}
          aria-label={texts.search}
          maxLength={200}
          enterkeyhint="search"
          autocomplete="off"
          onInput={({ currentTarget }) => help.search(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </div>
      <output class="sr">{found && countText(texts.found, found.articles.length, panel.get().locale)}</output>
      {searchProblem ? (
        <div class="none">
          <p>{problemText(panel.texts, searchProblem)}</p>
          <button type="button" class="button" onClick={() => help.search(text, true)}>
            {panel.texts.tryAgain}
          </button>
        </div>
      ) : !found ? (
        !articles ? (
          Array.from({ length: FIRST }, () => <div class="row ghost" />)
        ) : (
          <>
            <ArticleRows articles={articles.slice(0, FIRST)} label={texts.articles} onOpen={open} />
            {articles.length > FIRST && (
              <button type="button" class="row all" onClick={() => void help.showAll()}>
                {texts.all}
              </button>
            )}
          </>
        )
      ) : found.articles.length > 0 ? (
        <ArticleRows articles={found.articles} label={texts.articles} onOpen={open} />
      ) : (
        <div class="none">
          <p dir="auto">{fill(texts.nothing, found.text)}</p>
          <button type="button" class="button" onClick={() => help.ask(found.text)}>
            {texts.ask}
          </button>
        </div>
      )}
    </search>
  )
}

/** One more is asked for, to know whether there are more. */
const FIRST = 3

/** Arrow keys go through field and rows. */
function moveAmongRows(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || event.isComposing || !(event.currentTarget instanceof HTMLElement)) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, .row')]
  const next = stops[stops.findIndex((stop) => stop.matches(':focus')) + step]
  event.preventDefault()
  next?.focus()
}
