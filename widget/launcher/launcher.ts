import { launcherStyles } from './launcher-styles.ts'
import type { Settings } from '../panel/read-options.ts'

// The button on the page, in a shadow root that the panel shares. There is one launcher on a page, and this is it: the
// launcher's files are modules with a state of their own, which cost fewer bytes than objects that are handed around.

export const element = document.createElement('porchlight-chat')
export const root = element.attachShadow({ mode: 'open' })
export const button = document.createElement('button')
/** Contains button and panel, above the page and whatever its document does to it: filters, zooms, transforms. */
export const layer = document.createElement('div')
/** Shows what is wrong as long as there is no panel to show it. */
export const trouble = document.createElement('i')

const sheet = new CSSStyleSheet()
root.adoptedStyleSheets = [sheet]
button.ariaLabel = 'Open chat'
trouble.role = 'alert'
button.className = 'launcher'
layer.append(button, trouble)
root.append(layer)

export function applyTheme(settings: Settings): void {
  sheet.replaceSync(launcherStyles(settings))
}
