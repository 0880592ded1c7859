/** The version of answer shapes a caller asked for with `X-Appwrite-Response-Format`, as [major, minor, patch]. */
export type ResponseFormat = readonly [number, number, number]

/** What callers get who don't ask: the newest shapes of this release. */
export const NEWEST_FORMAT: ResponseFormat = [1, 9, 6]

/** Parses the header. Anything that is no version counts as not sent. */
export function parseResponseFormat(header: string | null): ResponseFormat {
  const match = header === null ? null : /^(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?/.exec(header)
  if (match === null) return NEWEST_FORMAT
  return [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)]
}

/** True when `format` is older than the given version. */
export function isOlder(format: ResponseFormat, [major, minor, patch]: ResponseFormat): boolean {
  if (format[0] !== major) return format[0] < major
  if (format[1] !== minor) return format[1] < minor
  return format[2] < patch
}
