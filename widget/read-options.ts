import { readTheme, themeTokens, type Theme } from '../contract/theme.ts'

/** What the script tag says. */
export interface WidgetOptions {
  /** With its `/v1`, without a slash at the end. */
  readonly endpoint: string
  readonly projectId: string
  readonly theme: Theme
  /** What of the theme was wrong, and is left out. */
  readonly rejected: readonly string[]
  readonly zIndex: number
}

/** Above nearly every page, below what must stay on top of everything. */
const Z_INDEX = 2_147_483_000

/** The options in a tag's `data-` attributes: `data-theme` as JSON; each token also as an attribute of its own, which wins. */
export function readOptions(data: DOMStringMap): WidgetOptions {
  const tokens = readJson(data['theme'])
  for (const [name, token] of Object.entries(themeTokens)) {
    const text = data[name]
    if (text) tokens[name] = typeof token === 'number' ? +text : text
  }
  return {
    ...readTheme(tokens),
    endpoint: (data['endpoint'] ?? '').replace(/\/+$/, ''),
    projectId: data['project'] ?? '',
    zIndex: Number(data['zIndex']) || Z_INDEX,
  }
}

function readJson(text = '{}'): Record<string, unknown> {
  try {
    return { ...JSON.parse(text) }
  } catch {
    // Refused like any token that doesn't exist.
    return { 'data-theme': text }
  }
}
