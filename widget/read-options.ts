import { readTheme, themeTokens, type Theme } from '../contract/theme.ts'

/** What the script tag says. */
export interface WidgetOptions {
  readonly endpoint: string
  readonly projectId: string
  readonly theme: Theme
  readonly corpora: readonly string[]
  /** Above the page, and changeable for pages that go higher. */
  readonly zIndex: number
  readonly hideLauncher: boolean
}

const Z_INDEX = 2_147_483_000

/**
 * The options in a tag's `data-` attributes: `data-theme` as JSON, each token also as an attribute of its own,
 * which wins. What is wrong is left out and named in `warn`.
 */
export function readOptions(data: DOMStringMap, warn: (text: string) => void): WidgetOptions {
  const tokens = readJson(data['theme'])
  for (const [name, token] of Object.entries(themeTokens)) {
    const text = data[name]
    if (text !== undefined) tokens[name] = 'min' in token ? Number(text) : text
  }
  const { theme, rejected } = readTheme(tokens)
  if (rejected.length > 0) warn(`these theme tokens are not right: ${rejected.join(', ')}`)
  return {
    endpoint: (data['endpoint'] ?? '').replace(/\/+$/, ''),
    projectId: data['project'] ?? '',
    theme,
    corpora: (data['corpora'] ?? '').split(/[\s,]+/).filter(Boolean),
    zIndex: Number(data['zIndex']) || Z_INDEX,
    hideLauncher: 'hideLauncher' in data,
  }
}

function readJson(text: string | undefined): Record<string, unknown> {
  try {
    return { ...JSON.parse(text ?? '{}') }
  } catch {
    // Not JSON: named as a token, it is refused like any other.
    return { 'data-theme': text }
  }
}
