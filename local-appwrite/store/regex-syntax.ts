/** A pattern as a tree. */
export type PatternNode =
  | { kind: 'char'; accepts: (char: string) => boolean }
  | { kind: 'assert'; holds: (before: string, after: string) => boolean }
  | { kind: 'all'; parts: PatternNode[] }
  | { kind: 'any'; parts: PatternNode[] }
  | { kind: 'repeat'; part: PatternNode; min: number; max: number }

/** A pattern that is faulty, or uses what this engine does not know. */
export class UnsupportedPattern extends Error {
  override readonly name = 'UnsupportedPattern'
}

/** Groups may be nested this deep. */
const NESTING_MAX = 50

const isWord = (char: string) => /^[\p{L}\p{N}_]$/u.test(char)
const isDigit = (char: string) => /^\p{Nd}$/u.test(char)
const isSpace = (char: string) => /^\s$/u.test(char)
const isLineEnd = (char: string) => char === '\n' || char === ''

/**
 * Reads literals, `.`, classes, `\d \w \s \b`, anchors, groups, `|` and `* + ? {m,n}`.
 *
 * @throws UnsupportedPattern
 */
export function parsePattern(pattern: string): PatternNode {
  const chars = Array.from(pattern)
  let at = 0
  let depth = 0

  const peek = () => chars[at] ?? ''
  const take = (): string => {
    const char = chars[at]
    if (char === undefined) throw new UnsupportedPattern()
    at += 1
    return char
  }

  function alternatives(): PatternNode {
    depth += 1
    if (depth > NESTING_MAX) throw new UnsupportedPattern()
    const parts = [sequence()]
    while (peek() === '|') {
      at += 1
      parts.push(sequence())
    }
    depth -= 1
    const [only] = parts
    return parts.length === 1 && only !== undefined ? only : { kind: 'any', parts }
  }

  function sequence(): PatternNode {
    const parts: PatternNode[] = []
    while (at < chars.length && peek() !== '|' && peek() !== ')') parts.push(repeated(atom()))
    return { kind: 'all', parts }
  }

  function repeated(part: PatternNode): PatternNode {
    let node = part
    for (;;) {
      const range = quantifier()
      if (range === null) return node
      // A lazy or possessive mark changes what is captured, not whether there is a match.
      if (peek() === '?' || peek() === '+') at += 1
      node = { kind: 'repeat', part: node, ...range }
    }
  }

  function quantifier(): { min: number; max: number } | null {
    switch (peek()) {
      case '*':
        at += 1
        return { min: 0, max: Infinity }
      case '+':
        at += 1
        return { min: 1, max: Infinity }
      case '?':
        at += 1
        return { min: 0, max: 1 }
      case '{': {
        const match = /^\{(\d{1,4})(?:(,)(\d{1,4})?)?\}/.exec(chars.slice(at, at + 12).join(''))
        if (match === null) return null
        at += match[0].length
        const min = Number(match[1])
        const max = match[2] === undefined ? min : match[3] === undefined ? Infinity : Number(match[3])
        if (max < min) throw new UnsupportedPattern()
        return { min, max }
      }
      default:
        return null
    }
  }

  function atom(): PatternNode {
    const char = take()
    switch (char) {
      case '(':
        return group()
      case '[':
        return { kind: 'char', accepts: charClass() }
      case '.':
        return { kind: 'char', accepts: (other) => other !== '\n' }
      case '^':
        return { kind: 'assert', holds: (before) => isLineEnd(before) }
      case '$':
        return { kind: 'assert', holds: (_before, after) => isLineEnd(after) }
      case '*':
      case '+':
      case '?':
        throw new UnsupportedPattern()
      case '\\':
        return escaped(take())
      default:
        return { kind: 'char', accepts: (other) => other === char }
    }
  }

  function group(): PatternNode {
    if (peek() === '?') {
      at += 1
      if (take() !== ':') throw new UnsupportedPattern()
    }
    const inner = alternatives()
    if (take() !== ')') throw new UnsupportedPattern()
    return inner
  }

  function escaped(char: string): PatternNode {
    if (char === 'b' || char === 'B') {
      const wanted = char === 'b'
      return { kind: 'assert', holds: (before, after) => (isWord(before) !== isWord(after)) === wanted }
    }
    const accepts = shorthand(char)
    if (accepts !== null) return { kind: 'char', accepts }
    if (/[A-Za-z0-9]/.test(char)) throw new UnsupportedPattern()
    return { kind: 'char', accepts: (other) => other === char }
  }

  function charClass(): (char: string) => boolean {
    const negated = peek() === '^'
    if (negated) at += 1
    const tests: ((char: string) => boolean)[] = []
    for (let first = true; first || peek() !== ']'; first = false) {
      const posix = /^\[:(\w+):\]/.exec(chars.slice(at, at + 12).join(''))
      if (posix !== null) {
        at += posix[0].length
        tests.push(posixClass(posix[1] ?? ''))
        continue
      }
      const low = take()
      const short = low === '\\' ? shorthand(peek() ?? '') : null
      if (short !== null) {
        at += 1
        tests.push(short)
        continue
      }
      const from = low === '\\' ? take() : low
      if (peek() === '-' && chars[at + 1] !== ']') {
        at += 1
        const to = take()
        tests.push((char) => char >= from && char <= to)
      } else tests.push((char) => char === from)
    }
    at += 1
    return (char) => tests.some((test) => test(char)) !== negated
  }

  const root = alternatives()
  if (at < chars.length) throw new UnsupportedPattern()
  return root
}

function shorthand(char: string): ((char: string) => boolean) | null {
  switch (char) {
    case 'd':
      return isDigit
    case 'D':
      return (other) => !isDigit(other)
    case 'w':
      return isWord
    case 'W':
      return (other) => !isWord(other)
    case 's':
      return isSpace
    case 'S':
      return (other) => !isSpace(other)
    case 'n':
      return (other) => other === '\n'
    case 't':
      return (other) => other === '\t'
    default:
      return null
  }
}

function posixClass(name: string): (char: string) => boolean {
  switch (name) {
    case 'alpha':
    case 'upper':
    case 'lower':
      return (char) => /^\p{L}$/u.test(char)
    case 'digit':
      return isDigit
    case 'alnum':
      return (char) => /^[\p{L}\p{N}]$/u.test(char)
    case 'space':
      return isSpace
    case 'punct':
      return (char) => /^\p{P}$/u.test(char)
    default:
      throw new UnsupportedPattern()
  }
}
