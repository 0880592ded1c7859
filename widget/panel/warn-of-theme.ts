import type { PanelHost } from '../launcher/panel-host.ts'

/** Warns in the console of the theme's tokens that are left out. */
export function warnOfTheme(warn: PanelHost['warn'], rejected: readonly string[]): void {
  if (rejected[0]) warn(`theme: ${rejected.join()}`)
}
