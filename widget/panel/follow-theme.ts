import { parseTheme, readTheme } from '../../contract/theme.ts'
import { createLook, type Look } from './apply-look.ts'
import type { PanelHost } from '../launcher/panel-host.ts'
import type { ChatState } from '../store/chat-state.ts'
import type { Store } from '../store/store.ts'

/** Keeps panel and launcher in the theme of the site's settings, the tag and the session: each overrides the one before. */
export function followTheme(host: PanelHost, { get, subscribe }: Store<ChatState>): Look {
  const siteTheme = readTheme(host.siteTheme).theme
  const look = createLook(host.element)

  function apply(): void {
    const { settings, theme, session } = get()
    const shown = { ...(settings?.theme ?? siteTheme), ...theme, ...parseTheme(session?.theme ?? null) }
    look.apply(shown)
    host.applyTheme({ zIndex: host.settings['zIndex'], ...shown })
  }

  subscribe(({ settings, theme, session }, before) => {
    if (settings !== before.settings || theme !== before.theme || session?.theme !== before.session?.theme)
      apply()
  })
  apply()
  return look
}
