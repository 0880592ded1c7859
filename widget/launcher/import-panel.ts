import type { PanelModule } from './panel-host.ts'
import { tag } from './snippet.ts'

/** The panel's file beside this script: named by the build. */
declare const PANEL_FILE: string

export function importPanel(): Promise<PanelModule> {
  const file = tag?.src ? new URL(PANEL_FILE, tag.src).href : PANEL_FILE
  return import(file)
}
