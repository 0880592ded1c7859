import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright'

/**
 * Chromium by `CHROMIUM_PATH`, else one on the PATH, else Playwright's own. Its headless shell comes first: the same
 * engine without a browser's windows around it takes half of the processor time.
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath =
    process.env['CHROMIUM_PATH'] || onPath('chromium-headless-shell') || onPath('chromium')
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    // Root has no sandbox; the rest keeps the browser from looking for hosts of its own.
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  })
}

function onPath(name: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return join(folder, name)
    } catch {
      // Not in this folder: the next one may have it.
    }
  }
  return null
}
