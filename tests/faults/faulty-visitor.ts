import type { Browser, BrowserContext, Page } from 'playwright'

/** A visitor of a page with the widget: a browser profile of their own, and one or more tabs in it. */
export interface FaultyVisitor {
  readonly name: string
  readonly tabs: readonly FaultyTab[]
  /** The session that this browser has stored. */
  readonly sessionId: () => Promise<string | null>
  /** Ids of messages that the browser holds as unsent. */
  readonly unsent: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

/** A place of a tab: it may be reloaded, or closed and opened anew. */
export interface FaultyTab {
  readonly name: string
  /** Texts of messages in the order in which they were sent, one list for each page that stood here. */
  readonly said: string[][]
  /** Types it and presses Enter, and waits until it stands in the log. */
  readonly say: (text: string) => Promise<void>
  readonly reload: () => Promise<void>
  /** Closes it, and opens another in its place. */
  readonly replace: () => Promise<void>
  /** Sends one message after the other without a connection. */
  readonly offline: (work: () => Promise<void>) => Promise<void>
  /** What the log shows of visitor, bot and agent. */
  readonly shown: () => Promise<readonly string[]>
  /** What stands there that wants a visitor's help: an unsent message, a chat that could not be loaded. */
  readonly complaints: () => Promise<readonly string[]>
  /** All that the panel says, for whoever looks for the cause. */
  readonly panel: () => Promise<string>
}

/** A loaded machine draws late. */
const PATIENCE_MS = 120_000

export async function openVisitor(
  browser: Browser,
  site: string,
  projectId: string,
  name: string,
  tabCount: number,
): Promise<FaultyVisitor> {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } })
  context.setDefaultTimeout(PATIENCE_MS)
  // A page can't be fetched while its browser is offline, and that is no fault of the chat.
  const alone = oneAfterTheOther()
  // A visitor writes in one tab at a time.
  const byHand = oneAfterTheOther()
  const tabs: FaultyTab[] = []
  for (let tab = 1; tab <= tabCount; tab++) {
    tabs.push(await openTab(context, site, `${name}, tab ${tab}`, alone, byHand))
  }
  const keys = async (): Promise<readonly string[]> => {
    const { origins } = await context.storageState()
    return origins.flatMap(({ localStorage }) => localStorage.map((entry) => `${entry.name}=${entry.value}`))
  }
  const stored = async (prefix: string) =>
    (await keys()).flatMap((key) =>
      key.startsWith(`porchlight:${projectId}:${prefix}`)
        ? key.slice(`porchlight:${projectId}:${prefix}`.length)
        : [],
    )
  return {
    name,
    tabs,
    sessionId: async () => (await stored('session='))[0] ?? null,
    unsent: () => stored('outbox:'),
    close: () => context.close(),
  }
}

async function openTab(
  context: BrowserContext,
  site: string,
  name: string,
  alone: <T>(work: () => Promise<T>) => Promise<T>,
  byHand: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<FaultyTab> {
  let page = await openPage(context, site)
  const said: string[][] = [[]]
  return {
    name,
    said,
    say: (text) =>
      byHand(async () => {
        const composer = composerOf(page)
        await composer.fill(text)
        await composer.press('Enter')
        await page.locator('.visitor .bubble').getByText(text, { exact: true }).waitFor({ state: 'attached' })
        said.at(-1)?.push(text)
      }),
    reload: () =>
      alone(async () => {
        await page.reload()
        said.push([])
        // It stood open: it opens again by itself.
        await composerOf(page).waitFor()
      }),
    replace: () =>
      alone(async () => {
        await page.close()
        said.push([])
        page = await openPage(context, site)
      }),
    offline: (work) =>
      alone(async () => {
        await context.setOffline(true)
        await work()
        await context.setOffline(false)
      }),
    shown: () => page.locator('.entry .bubble:not(.typing)').allTextContents(),
    complaints: () => page.locator('.failure, .pending, .empty').allTextContents(),
    panel: () => page.getByRole('dialog').first().innerText(),
  }
}

async function openPage(context: BrowserContext, site: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(site)
  await page.getByRole('button', { name: /^Open chat/ }).click()
  await composerOf(page).waitFor()
  return page
}

function composerOf(page: Page) {
  return page.getByRole('textbox', { name: 'Message' })
}

function oneAfterTheOther(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work)
    last = result.catch(() => null)
    return result
  }
}
