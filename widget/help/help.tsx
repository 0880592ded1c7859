import { Component, type ComponentType } from 'preact'
import { ChatError } from '../../client/chat-error.ts'
import { createHelpClient } from '../../client/help-client.ts'
import type { HelpPart, PanelContext } from '../panel/panel-context.ts'
import type { PanelHost } from '../launcher/panel-host.ts'
import type { WidgetOptions } from '../panel/read-options.ts'
import type { ChatState } from '../store/chat-state.ts'
import type { Store } from '../store/store.ts'
import { helpTexts } from '../locales/en/help.ts'
import { createHelpActions } from './help-actions.ts'
import type { HelpProps } from './help-context.ts'
import type { ArticleView } from './help-state.ts'
import { helpStyles } from './help-styles.ts'
import { HelpPage } from './HelpPage.tsx'
import { Home } from './Home.tsx'
import { showsHelp } from './shows-help.ts'

/** The panel on the page, as far as help needs it. */
interface HelpSetup {
  readonly host: PanelHost
  readonly options: WidgetOptions
  readonly store: Store<ChatState>
  readonly onGone: (stop: () => void) => void
}

/** Whoever has a panel in front of them gets the conversation anyway: what formats its messages formats articles too. */
async function loadView(panel: PanelContext): Promise<ArticleView> {
  try {
    const { richTextPart } = await import('../conversation/conversation.tsx')
    return (await richTextPart(panel).load()).Article
  } catch (cause) {
    throw new ChatError('network', 'part', 0, { cause })
  }
}

/** The part of the panel with the site's articles: its home until something is written, and what articles are read in. */
export async function createHelp(
  panel: PanelContext,
  { host, options, store, onGone }: HelpSetup,
): Promise<HelpPart> {
  panel.addStyles(helpStyles)
  const client = createHelpClient(options, options.corpora)
  const help = createHelpActions(client, panel, host.emit, () => loadView(panel))
  const shown = new Set<() => void>()
  const draw = () => {
    for (const each of shown) each()
  }
  help.subscribe(draw)
  // What somebody who was logged out has looked for is theirs.
  store.subscribe(({ hasBegun }, before) => before.hasBegun && !hasBegun && help.search(''))
  // Another chat begins anew.
  store.subscribe(
    ({ session }, before) => before.session && session?.$id !== before.session.$id && help.search(''),
  )
  onGone(help.stop)
  await panel.addLateTexts('help', helpTexts)
  let { locale } = panel.get()
  if (showsHelp(panel)) void help.begin()

  /** Articles are in languages too. */
  function followLanguage(): void {
    if (panel.get().locale === locale) return
    locale = panel.get().locale
    if (showsHelp(panel)) void help.begin()
  }

  /** Drawn again with what is found, as nothing around it is. */
  function following(Shown: ComponentType<HelpProps>): ComponentType {
    return class extends Component {
      readonly update = () => this.forceUpdate()

      override componentDidMount(): void {
        shown.add(this.update)
      }

      override componentDidUpdate(): void {
        followLanguage()
      }

      override componentWillUnmount(): void {
        shown.delete(this.update)
      }

      override render() {
        return <Shown panel={panel} help={help} />
      }
    }
  }

  const part = { Home: following(Home), HelpPage: following(HelpPage), open: help.open }
  // Shown once it is there.
  setTimeout(() => panel.set({ hasHome: true }))
  return part
}
