/** `2026-01-02T03:04:05.678+00:00`, the one form in which this server writes times. */
export function formatTime(millis: number = Date.now()): string {
  return `${new Date(millis).toISOString().slice(0, 23)}+00:00`
}
