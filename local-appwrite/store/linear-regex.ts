/** A compiled pattern. `test` runs in time proportional to text length × pattern size, whatever the pattern. */
export type LinearRegex = { test(text: string): boolean }

/** Most states a pattern may compile to; bounds the work per character and the memory of `{m,n}`. */
const STATES_MAX = 600

type State =
  | { kind: 'char'; accepts: (char: string) => boolean; next: number }
  | { kind: 'split'; next: number; other: number }
  | { kind: 'assert'; holds: (before: string, after: string) => boolean; next: number }
  | { kind: 'match' }

type Node =
  | { kind: 'char'; accepts: (char: string) => boolean }
  | { kind: 'assert'; holds: (before: string, after: string) => boolean }
  | { kind: 'all'; parts: Node[] }
  | { kind: 'any'; parts: Node[] }
  | { kind: 'repeat'; part: Node; min: number; max: number }

const isWord = (char: string) => /^[\p{L}\p{N}_]$/u.test(char)
const isDigit = (char: string) => /^\p{Nd}$/u.test(char)
const isSpace = (char: string) => /^\s$/u.test(char)
const isLineEnd = (char: string) => char === '\n' || char === ''

/**
 * Compiles the common part of regular expressions: literals, `.`, classes, `\d \w \s \b`, anchors, groups, `|` and
 * `* + ? {m,n}`. Answers null for what it does not know (back references, look-around) or finds too large. Case is
 * ignored when the caller folds pattern and text alike. Thompson's construction: no backtracking, so no pattern
 * can take exponential time.
 */
export function compileLinearRegex(pattern: string): LinearRegex | null {
  try {
    const states: State[] = []
    const start = emit(parse(pattern), push(states, { kind: 'match' }), states)
    return { test: (text) => run(states, start, text) }
  } catch (error) {
    if (error instanceof Unsupported) return null
    throw error
  }
}

class Unsupported extends Error {}

function push(states: State[], state: State): number {
  if (states.length >= STATES_MAX) throw new Unsupported()
  return states.push(state) - 1
}

function emit(node: Node, next: number, states: State[]): number {
  switch (node.kind) {
    case 'char':
      return push(states, { kind: 'char', accepts: node.accepts, next })
    case 'assert':
      return push(states, { kind: 'assert', holds: node.holds, next })
    case 'all':
      return node.parts.reduceRight((after, part) => emit(part, after, states), next)
    case 'any': {
      const [first, ...rest] = node.parts.map((part) => emit(part, next, states))
      return rest.reduce(
        (split, branch) => push(states, { kind: 'split', next: split, other: branch }),
        first ?? next,
      )
    }
    case 'repeat':
      return emitRepeat(node, next, states)
  }
}

function emitRepeat(node: Extract<Node, { kind: 'repeat' }>, next: number, states: State[]): number {
  let after = next
  if (node.max === Infinity) {
    const loop: Extract<State, { kind: 'split' }> = { kind: 'split', next: 0, other: next }
    after = push(states, loop)
    loop.next = emit(node.part, after, states)
  } else {
    for (let count = node.min; count < node.max; count += 1)
      after = push(states, { kind: 'split', next: emit(node.part, after, states), other: next })
  }
  for (let count = 0; count < node.min; count += 1) after = emit(node.part, after, states)
  return after
}

function run(states: readonly State[], start: number, text: string): boolean {
  const chars = Array.from(text)
  const marks = new Int32Array(states.length).fill(-1)
  let active: number[] = []
  for (let position = 0; position <= chars.length; position += 1) {
    const before = chars[position - 1] ?? ''
    const after = chars[position] ?? ''
    // Unanchored: a match may begin at every position.
    const reached = close(states, [...active, start], marks, position, before, after)
    if (reached === null) return true
    active = []
    if (position < chars.length)
      for (const index of reached) {
        const state = states[index]
        if (state?.kind === 'char' && state.accepts(after)) active.push(state.next)
      }
  }
  return false
}

/** Every state reachable without reading a character; null when the match state is among them. */
function close(
  states: readonly State[],
  from: number[],
  marks: Int32Array,
  position: number,
  before: string,
  after: string,
): number[] | null {
  const reached: number[] = []
  const stack = from
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    if (marks[index] === position) continue
    marks[index] = position
    const state = states[index]
    if (state === undefined) continue
    if (state.kind === 'match') return null
    if (state.kind === 'char') reached.push(index)
    else if (state.kind === 'split') stack.push(state.next, state.other)
    else if (state.holds(before, after)) stack.push(state.next)
  }
  return reached
}

function parse(pattern: string): Node {
  const chars = Array.from(pattern)
  let at = 0
  let depth = 0

  const peek = () => chars[at] ?? ''
  const take = (): string => {
    const char = chars[at]
    if (char === undefined) throw new Unsupported()
    at += 1
    return char
  }

  function alternatives(): Node {
    depth += 1
    if (depth > 50) throw new Unsupported()
    const parts = [sequence()]
    while (peek() === '|') {
      at += 1
      parts.push(sequence())
    }
    depth -= 1
    const [only] = parts
    return parts.length === 1 && only !== undefined ? only : { kind: 'any', parts }
  }

  function sequence(): Node {
    const parts: Node[] = []
    while (at < chars.length && peek() !== '|' && peek() !== ')') parts.push(repeated(atom()))
    return { kind: 'all', parts }
  }

  function repeated(part: Node): Node {
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
        if (max < min) throw new Unsupported()
        return { min, max }
      }
      default:
        return null
    }
  }

  function atom(): Node {
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
        throw new Unsupported()
      case '\\':
        return escaped(take())
      default:
        return { kind: 'char', accepts: (other) => other === char }
    }
  }

  function group(): Node {
    if (peek() === '?') {
      at += 1
      if (take() !== ':') throw new Unsupported()
    }
    const inner = alternatives()
    if (take() !== ')') throw new Unsupported()
    return inner
  }

  function escaped(char: string): Node {
    if (char === 'b' || char === 'B') {
      const wanted = char === 'b'
      return { kind: 'assert', holds: (before, after) => (isWord(before) !== isWord(after)) === wanted }
    }
    const accepts = shorthand(char)
    if (accepts !== null) return { kind: 'char', accepts }
    if (/[A-Za-z0-9]/.test(char)) throw new Unsupported()
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
  if (at < chars.length) throw new Unsupported()
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
      throw new Unsupported()
  }
}
