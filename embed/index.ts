import type { Theme } from '../contract/theme.ts'
import type { Call, PageCommands } from '../widget/launcher/page-commands.ts'

export type { Theme } from '../contract/theme.ts'
export type { UserMeta, UserMetaChange } from '../contract/user-meta.ts'
export type { Identity, PageCommands } from '../widget/launcher/page-commands.ts'
export type { WidgetEvent } from '../widget/launcher/page-events.ts'
export type {
  Status,
  UnavailableReason,
  WidgetEventName,
  WidgetEvents,
} from '../widget/launcher/widget-events.ts'

/** What the snippet's tag sets by its attributes. */
export interface PorchlightOptions extends Theme {
  /** The Appwrite endpoint, with its `/v1`. A relative one is relative to the page. */
  readonly endpoint: string
  /** The id of the Appwrite project. */
  readonly project: string
  readonly theme?: Theme
  /** Which articles the bot may use, by the names of their corpora. */
  readonly corpora?: readonly string[]
  /** False shows visitors no articles. */
  readonly help?: boolean
  /** The language, such as `de`, in place of the page's and the browser's. */
  readonly locale?: string
  /** An e-mail address that the visitor reads where the chat doesn't work. */
  readonly contact?: string
  /** Its place among the page's layers; without it the widget is above them all. */
  readonly zIndex?: number
  /** No launcher: the panel opens by `open()`. */
  readonly hideLauncher?: boolean
}

/** The global `Porchlight`: commands as methods, and by name. */
export type Porchlight = Call & PageCommands

/**
 * Puts the widget on the page; the panel is a chunk of its own, fetched when somebody is about to open it. Where the
 * widget is already, by an earlier call or by the snippet, that one is given.
 *
 * Rejects where there is no page, as on a server.
 */
export async function load(options: PorchlightOptions): Promise<Porchlight> {
  if (typeof document === 'undefined') {
    throw new Error(
      'porchlight: load() needs a page. Call it in the browser, for example when a component is mounted.',
    )
  }
  const { start } = await import('./launcher.ts')
  if (!window.Porchlight?.isReady?.()) start(settingsOf(options))
  return whole(window.Porchlight)
}

const TAG = 'porchlight-chat'
/** Elements of the page: the widget's own has the same name and no attributes. */
const OF_THE_PAGE = `${TAG}[endpoint][project]`

/**
 * Makes `<porchlight-chat endpoint="…" project="…">` an element that loads the widget, and takes it off the page with
 * the last such element. Does nothing on a server.
 */
export function defineElement(): void {
  if (typeof customElements === 'undefined' || customElements.get(TAG)) return
  customElements.define(
    TAG,
    class extends HTMLElement {
      connectedCallback(): void {
        if (!this.matches(OF_THE_PAGE)) return
        load(optionsOf(this))
          // Taken away while the code was fetched.
          .then(leaveIfUnwanted)
          .catch(reportError)
      }

      disconnectedCallback(): void {
        if (this.matches(OF_THE_PAGE)) leaveIfUnwanted()
      }
    },
  )
}

function leaveIfUnwanted(): void {
  if (document.querySelector(OF_THE_PAGE) === null) window.Porchlight?.destroy?.()
}

function settingsOf({ endpoint, hideLauncher, ...options }: PorchlightOptions): Record<string, unknown> {
  return {
    ...options,
    endpoint: new URL(endpoint, document.baseURI).href,
    // As an attribute of the snippet, it counts by being there.
    ...(hideLauncher && { hideLauncher }),
  }
}

/** `z-index="7"` → `{ zIndex: '7' }`: names as the snippet's, without `data-`. */
function optionsOf(element: Element): PorchlightOptions {
  const {
    endpoint = '',
    project = '',
    ...others
  } = Object.fromEntries(
    [...element.attributes].map(({ name, value }) => [
      name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )
  return { ...others, endpoint, project, hideLauncher: 'hideLauncher' in others }
}

function whole(api: Window['Porchlight']): Porchlight {
  if (isWhole(api)) return api
  throw new Error('porchlight: the global `Porchlight` belongs to something else on this page.')
}

function isWhole(api: Window['Porchlight']): api is Porchlight {
  return typeof api === 'function' && typeof api.destroy === 'function'
}
