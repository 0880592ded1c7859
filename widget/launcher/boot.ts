import { applyTheme, button } from './launcher.ts'
import { host, show } from './panel-loader.ts'
import type { Settings } from '../panel/read-options.ts'
import { emit } from './page-events.ts'
import { isHere, stay } from './stay-on-page.ts'
import { storedName } from './stored-name.ts'
import { warn } from './warn.ts'

/** Starts as soon as there is all that it needs, and emits `ready`. */
export function boot(given?: Settings): void {
  Object.assign(host.settings, given)
  const { endpoint, project } = host.settings
  if (isHere) return
  if (!endpoint || !project) return warn('no [data-project][data-endpoint]')
  if (remember()) show(true)
  stay()
  emit('ready')
}

/** Applies the settings of the tag, the page and an earlier visit. Returns whether the panel was open on the page before. */
function remember(): unknown {
  const { theme, project } = host.settings
  // A link of a mail opens its chat.
  let wasOpen: unknown = document.URL.match('porchlight=')
  try {
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- whoever uses a setting looks at it
    host.settings = { ...(typeof theme === 'string' ? JSON.parse(theme) : theme), ...host.settings }
    wasOpen ??= sessionStorage[storedName(project, 'open')]
    // oxlint-disable-next-line typescript/no-unsafe-assignment, typescript/no-unsafe-argument -- nothing that can't be parsed gets on, and the panel looks at each token
    host.siteTheme = JSON.parse(localStorage[storedName(project, 'theme')])
  } catch {
    // Storage is blocked, empty, or contains nonsense: nothing is known of an earlier page.
  }
  button.hidden ||= 'hideLauncher' in host.settings
  applyTheme({ ...host.siteTheme, ...host.settings })
  return wasOpen
}
