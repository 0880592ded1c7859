import type { Browser, BrowserContext, Locator, Page, Route } from 'playwright'
import type { MessageRow } from '../../contract/tables/messages.ts'
import { eventually } from './eventually.ts'
import type { Stack } from './stack.ts'

/** A visitor at the demo site, in a browser profile of their own. */
export interface WidgetPage {
  readonly page: Page
  readonly context: BrowserContext
  readonly composer: Locator
  readonly log: Locator
  /** Opens the panel and waits until it greets. */
  readonly open: () => Promise<void>
  readonly say: (text: string) => Promise<void>
  /** Id of the session that this browser stored. */
  readonly sessionId: () => Promise<string>
  /** What the table holds of that session. */
  readonly stored: () => Promise<readonly MessageRow[]>
}

export async function visit(browser: Browser, stack: Stack, from?: BrowserContext): Promise<WidgetPage> {
  const context = from ?? (await browser.newContext({ viewport: { width: 1100, height: 800 } }))
  const page = await context.newPage()
  await page.goto(stack.origin)
  const composer = page.getByRole('textbox', { name: 'Message' })
  const log = page.getByRole('log')
  const widget: WidgetPage = {
    page,
    context,
    composer,
    log,
    async open() {
      await page.getByRole('button', { name: 'Open chat' }).click()
      await page.getByText('Answers from our help articles').waitFor()
    },
    async say(text) {
      await composer.fill(text)
      await composer.press('Enter')
    },
    sessionId: () =>
      eventually('a stored session', () =>
        page.evaluate(
          (projectId) => localStorage.getItem(`porchlight:${projectId}:session`),
          stack.projectId,
        ),
      ),
    async stored() {
      return stack.repositories.messages.newest(await widget.sessionId(), 100)
    },
  }
  return widget
}

/** What protects the panel from the page comes right after it, and the panel doesn't wait for it: this does. */
export async function untilProtected(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /\/page-\w+\.js$/.test(name)),
  )
}

/** Whether a request sends a message, rather than anything else that the function does. */
export function isSend(route: Route): boolean {
  const body: unknown = route.request().postDataJSON()
  return /"path":"\/sessions\/[^/]+\/messages","method":"POST"/.test(JSON.stringify(body))
}

/** The address of every call of the function `chat`. */
export const EXECUTIONS = '**/functions/chat/executions'
