import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright'
import type { Stack } from './stack.ts'

/** A page of a site that embeds the widget, on an origin of its own. */
export interface SitePage {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of the page, and all that its console said but logs. */
  readonly complaints: readonly string[]
}

export interface SitePages {
  /** Opens what a site owner could write, with a policy of theirs. */
  open(html: string, options?: { policy?: string; context?: BrowserContextOptions }): Promise<SitePage>
  close(): void
}

export function createSitePages(browser: Browser): SitePages {
  const sites: Server[] = []
  return {
    async open(html, { policy, context: contextOptions } = {}) {
      const site = createServer((_, response) => {
        response.setHeader('content-type', 'text/html; charset=utf-8')
        if (policy) response.setHeader('content-security-policy', policy)
        response.end(
          /^<!doctype/i.test(html)
            ? html
            : `<!doctype html><html lang="en"><title>Page</title>${html}</html>`,
        )
      })
      sites.push(site)
      await once(site.listen(0, 'localhost'), 'listening')
      const address = site.address()
      const port = typeof address === 'object' ? address?.port : null
      const context = await browser.newContext(contextOptions)
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() !== 'log') complaints.push(message.text())
      })
      await page.goto(`http://localhost:${port}`)
      return { page, context, complaints }
    },
    close() {
      for (const site of sites) site.close()
    },
  }
}

/** The tag of the snippet. */
export function tagOf({ origin, endpoint, projectId }: Stack, attributes = 'async'): string {
  return `<script src="${origin}/widget.js" data-endpoint="${endpoint}" data-project="${projectId}" ${attributes}></script>`
}
