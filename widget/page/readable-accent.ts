import { DEFAULT_ACCENT, textOn } from './color.ts'
import { readableOn } from './readable-on.ts'

/** The background of links and outlines: the styles' `--soft`, the less friendly of the two backgrounds. */
const BACKGROUND = { light: '#f1f2f5', dark: '#262932' } as const

/** Puts on the host the accent as readable text, and what is readable on it, in place of what CSS alone can compute. */
export function readableAccent(
  { style }: HTMLElement,
  accent = DEFAULT_ACCENT,
  scheme: keyof typeof BACKGROUND,
): void {
  style.setProperty('--porchlight-on', textOn(accent))
  style.setProperty('--accent-text', readableOn(accent, BACKGROUND[scheme]))
}
