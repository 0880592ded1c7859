import { offerCommands } from '../widget/launcher/commands.ts'
import { button } from '../widget/launcher/launcher.ts'
import { host } from '../widget/launcher/panel-loader.ts'
import type { Settings } from '../widget/panel/read-options.ts'

/** The launcher without a tag. It has the given settings and nothing of those before, which may have been destroyed. */
export function start(settings: Settings): void {
  Object.assign(host, { settings, siteTheme: null })
  host.q.length = 0
  button.hidden = false
  offerCommands()
}
