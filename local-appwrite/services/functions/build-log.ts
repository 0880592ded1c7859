/** Longest log of a build that is kept, in characters (Appwrite's own limit). */
const LIMIT = 1_000_000
const CUT = '[Earlier output was left out.]\n'

/** What a build prints; of too much the end is kept, which tells why it failed. */
export interface BuildLog {
  add(text: string): void
  text(): string
}

export function createBuildLog(): BuildLog {
  const parts: string[] = []
  let length = 0
  let isCut = false
  /** Puts the parts together, so that their number stays small too. */
  const text = (): string => {
    const whole = parts.join('')
    if (whole.length > LIMIT) isCut = true
    const kept = whole.slice(-LIMIT)
    parts.splice(0, parts.length, kept)
    length = kept.length
    return isCut ? `${CUT}${kept.slice(CUT.length)}` : kept
  }
  return {
    add(more) {
      parts.push(more)
      length += more.length
      if (length > 2 * LIMIT || parts.length > 10_000) text()
    },
    text,
  }
}
