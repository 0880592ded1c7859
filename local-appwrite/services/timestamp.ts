/** A time as Appwrite writes it: UTC with milliseconds, `2026-01-02T03:04:05.678+00:00`. */
export function timestamp(at: Date = new Date()): string {
  return at.toISOString().replace('Z', '+00:00')
}
