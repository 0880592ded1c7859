import { isRecord } from '../../contract/is-record.ts'
import type { Theme } from '../../contract/theme.ts'

/** What the form shows of a theme: the widget's own look where it says nothing. The function `admin` checks what is stored. */
export interface ThemeFields {
  /** `#rrggbb`. */
  readonly accent: string
  readonly radius: number
  readonly scheme: string
  readonly side: string
}

const OWN: ThemeFields = { accent: '#1f5f4a', radius: 16, scheme: 'auto', side: 'right' }

export function themeFields(text: string | null): ThemeFields {
  const { accent, radius, scheme, side } = parsed(text)
  return {
    accent: typeof accent === 'string' ? accent : OWN.accent,
    radius: typeof radius === 'number' ? radius : OWN.radius,
    scheme: typeof scheme === 'string' ? scheme : OWN.scheme,
    side: typeof side === 'string' ? side : OWN.side,
  }
}

/** The setting's JSON text with one token changed; the others stay as they are. */
export function themeText(
  text: string | null,
  changes: { readonly [Token in keyof Theme]?: unknown },
): string {
  return JSON.stringify({ ...parsed(text), ...changes })
}

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isRecord(value) ? value : {}
  } catch {
    // As for the widget, a broken theme is none.
    return {}
  }
}
