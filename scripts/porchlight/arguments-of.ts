import type { Verb } from './verbs.ts'

/** What a verb's script is called with; null where the session is missing that it needs. The session may stand behind flags. */
export function argumentsOf({ first = [], takesSession }: Verb, rest: readonly string[]): string[] | null {
  if (!takesSession || rest.some((one) => one === '--help' || one === '-h')) return [...first, ...rest]
  const at = rest.findIndex((one) => !one.startsWith('-'))
  const session = rest[at]
  return session === undefined ? null : [...first, session, ...rest.toSpliced(at, 1)]
}
