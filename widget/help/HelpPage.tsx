import { fill } from '../locales/fill.ts'
import { problemText } from '../locales/texts.ts'
import { Skeleton } from '../components/Opening.tsx'
import { Icon, icons } from '../panel/icons.tsx'
import { ArticleRows } from './ArticleRows.tsx'
import type { HelpProps } from './help-context.ts'
import { helpIcons } from './help-icons.ts'

/** What takes the place of the chat: one article, or the list of all. */
export function HelpPage({ panel, help }: HelpProps) {
  const texts = panel.texts.help
  const { page, text } = help.get()
  const title =
    page.kind === 'article'
      ? page.article.title
      : page.kind === 'loading' || page.kind === 'failed'
        ? texts.help
        : page.kind === 'missing'
          ? texts.missing
          : texts.all

  /** Who comes back continues at what they had opened. */
  function goBack({ currentTarget }: Event): void {
    const root = currentTarget instanceof Node ? currentTarget.getRootNode() : null
    const opened =
      page.kind === 'article' ? page.article.articleId : page.kind === 'all' ? '' : page.articleId
    help.back()
    setTimeout(() => {
      if (!(root instanceof ShadowRoot)) return
      root.querySelector<HTMLElement>(`[data-article="${CSS.escape(opened)}"]`)?.focus()
    })
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return
    // One level: the panel closes with the next.
    event.preventDefault()
    event.stopPropagation()
    goBack(event)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the key is that of the dialog around it
    <div class="help" onKeyDown={onKeyDown}>
      <header>
        <button type="button" class="round" aria-label={texts.back} onClick={goBack}>
          <Icon path={helpIcons.arrowLeft} />
        </button>
        <p class="heading">{texts.help}</p>
        <button type="button" class="round" aria-label={panel.texts.close} onClick={panel.close}>
          <Icon path={icons.x} />
        </button>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- those without a mouse must be able to scroll it */}
      <div class="article" tabIndex={0} key={page.kind}>
        <h2 id="title" tabIndex={-1} dir="auto" class={title === texts.help ? 'sr' : undefined}>
          {title}
        </h2>
        <Content panel={panel} help={help} />
      </div>
      {(page.kind === 'article' || page.kind === 'missing') && (
        <footer class="stuck">
          <p>{texts.stuck}</p>
          <button
            type="button"
            class="button"
            onClick={() => help.ask(text.trim() || (page.kind === 'article' ? fill(texts.about, title) : ''))}
          >
            {texts.ask}
          </button>
        </footer>
      )}
    </div>
  )
}

function Content({ panel, help }: HelpProps) {
  const texts = panel.texts.help
  const { page } = help.get()
  switch (page.kind) {
    case 'all':
      return page.articles ? (
        <ArticleRows
          articles={page.articles}
          label={texts.articles}
          onOpen={(articleId) => void help.open(articleId)}
        />
      ) : (
        <Skeleton />
      )
    case 'loading':
      return <Skeleton />
    case 'article':
      return (
        <>
          <page.Body text={page.article.body} />
          {page.article.url && (
            <a class="out" href={page.article.url} target="_blank" rel="noopener noreferrer">
              {texts.page}
              <Icon path={helpIcons.out} />
            </a>
          )}
        </>
      )
    case 'missing':
      return null
    case 'failed':
      return (
        <div class="empty" role="alert">
          <Icon path={icons.alert} />
          <p>{problemText(panel.texts, page.problem)}</p>
          <button type="button" class="button" onClick={() => void help.open(page.articleId)}>
            {panel.texts.tryAgain}
          </button>
        </div>
      )
    default:
      return page satisfies never
  }
}
