declare global {
  // In Node 24, not yet in the ES2024 library.
  interface JSON {
    rawJSON(text: string): unknown
  }
}

/** The value of a JSON text; throws on a broken one. Integers beyond 2^53 come as bigints, digit for digit. */
export function parseJson(text: string): ReturnType<typeof JSON.parse> {
  if (!/\d{16}/.test(text)) return JSON.parse(text)
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
    if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
    const source = context?.source
    return source !== undefined && /^-?\d{1,19}$/.test(source) ? BigInt(source) : value
  })
}

/** `parseJson`, or null for a broken text. */
export function decodeJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return null
  }
}

/** JSON text; bigints are written digit by digit. */
export function encodeJson(value: unknown): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return JSON.stringify(value, (_key, inner: unknown) =>
      typeof inner === 'bigint' ? JSON.rawJSON(String(inner)) : inner,
    )
  }
}
