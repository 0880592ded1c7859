import type { Browser, Page } from 'playwright'
import type { Stack } from './stack.ts'

/** Opens the inbox in a browser of its own and signs in as the agent. */
export async function openInbox(browser: Browser, stack: Stack): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.goto(`${stack.origin}/inbox`)
  await page.getByLabel('E-mail').fill(stack.agent.email)
  await page.getByLabel('Password').fill(stack.agent.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Inbox', exact: true }).waitFor()
  return page
}

/** The number that a counter shows. */
export async function counter(page: Page, name: string): Promise<string> {
  return page.getByLabel('Counters').locator('div', { hasText: name }).locator('dd').innerText()
}

/** What the details say under a name. */
export async function detail(page: Page, name: string): Promise<string | null> {
  const fact = page.getByLabel('Details').locator('div', { has: page.getByText(name, { exact: true }) })
  return (await fact.count()) === 0 ? null : fact.first().locator('dd').innerText()
}
