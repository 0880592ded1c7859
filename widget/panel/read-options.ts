import { parseJson } from '../../client/parse-json.ts'
import { isRecord } from '../../contract/is-record.ts'
import { readTheme, themeTokens, type Theme } from '../../contract/theme.ts'

/** A site's settings: the tag's `data-` attributes, and what `boot` was given. Those that are checked nowhere are put into texts only. */
export type Settings = Readonly<Record<string, unknown>> & {
  readonly project?: string
  readonly accent?: string
  /** An e-mail address. */
  readonly contact?: string
}

/** Settings as the panel uses them. */
export interface WidgetOptions {
  /** With its `/v1`, without a slash at the end. */
  readonly endpoint: string
  readonly projectId: string
  readonly theme: Theme
  /** What of the theme was wrong, and is left out. */
  readonly rejected: readonly string[]
  readonly corpora: readonly string[]
  /** The language that the page wants, whatever it is. */
  readonly locale: unknown
}

/**
 * Checks settings: `theme` as JSON or an object; each token also by itself, which wins.
 *
 * @param base what a relative endpoint is relative to: where the widget's script is
 */
export function readOptions(settings: Settings, base: string): WidgetOptions {
  const { theme, endpoint, project, corpora, locale } = settings
  // What is no JSON is refused like any token that doesn't exist.
  const read = isRecord(theme) ? theme : parseJson(theme ?? '{}')
  const tokens: Record<string, unknown> = read ? { ...read } : { 'data-theme': theme }
  for (const [name, token] of Object.entries(themeTokens)) {
    const given = settings[name]
    if (given || given === 0) tokens[name] = typeof token === 'number' ? Number(given) : given
  }
  return {
    ...readTheme(tokens),
    endpoint: new URL(String(endpoint), base).href.replace(/\/+$/, ''),
    projectId: String(project),
    locale,
    // A list reads as its names with commas between, too.
    corpora: [corpora].join().match(/[^\s,]+/g) ?? [],
  }
}
