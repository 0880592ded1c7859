import { isRecord } from './is-record.ts'

/**
 * A theme is a few tokens with checked values, never CSS: what a session or a page sets can't inject style.
 * Lengths are CSS pixels.
 */
export interface Theme {
  /** `#rrggbb`; the text upon it is computed from it. */
  readonly accent?: string
  readonly scheme?: 'auto' | 'light' | 'dark'
  /** Corner radius of the panel. */
  readonly radius?: number
  readonly side?: 'right' | 'left'
  /** Distance of the launcher from its side and from the bottom. */
  readonly offsetX?: number
  readonly offsetY?: number
  readonly launcher?: 'standard' | 'compact'
}

/** Text that matches, or a number from 0 to this one. */
type Token = RegExp | number

/** What each token takes. */
export const themeTokens = {
  accent: /^#[0-9a-fA-F]{6}$/,
  scheme: /^(auto|light|dark)$/,
  radius: 28,
  side: /^(right|left)$/,
  offsetX: 400,
  offsetY: 400,
  launcher: /^(standard|compact)$/,
} as const satisfies Record<keyof Theme, Token>

/** The tokens of a theme that are right, and the names of those that aren't (`theme` when it is no object at all). */
export function readTheme(value: unknown): { readonly theme: Theme; readonly rejected: readonly string[] } {
  if (!isRecord(value)) return { theme: {}, rejected: ['theme'] }
  const accepted: Record<string, unknown> = {}
  const rejected: string[] = []
  for (const [name, given] of Object.entries(value)) {
    if (isTokenName(name) && fits(themeTokens[name], given)) accepted[name] = given
    else rejected.push(name)
  }
  return { theme: accepted, rejected }
}

function isTokenName(name: string): name is keyof Theme {
  return Object.hasOwn(themeTokens, name)
}

function fits(token: Token, value: unknown): boolean {
  return typeof token === 'number'
    ? typeof value === 'number' && value >= 0 && value <= token
    : typeof value === 'string' && token.test(value)
}

/** The theme in a row's JSON text; a broken or missing one counts as empty. */
export function parseTheme(text: string | null): Theme {
  if (text === null) return {}
  try {
    return readTheme(JSON.parse(text)).theme
  } catch {
    return {}
  }
}
