import { parsePattern, UnsupportedPattern, type PatternNode } from './regex-syntax.ts'

/** A compiled pattern. `test` runs in time proportional to text length × pattern size, whatever the pattern. */
export type LinearRegex = { test(text: string): boolean }

/** Most states a pattern may compile to; bounds the work per character and the memory of `{m,n}`. */
const STATES_MAX = 600

type State =
  | { kind: 'char'; accepts: (char: string) => boolean; next: number }
  | { kind: 'split'; next: number; other: number }
  | { kind: 'assert'; holds: (before: string, after: string) => boolean; next: number }
  | { kind: 'match' }

/**
 * Compiles the common part of regular expressions: literals, `.`, classes, `\d \w \s \b`, anchors, groups, `|` and
 * `* + ? {m,n}`. Answers null for what it does not know (back references, look-around) or finds too large. Case is
 * ignored when the caller folds pattern and text alike. Thompson's construction: no backtracking, so no pattern
 * can take exponential time.
 */
export function compileLinearRegex(pattern: string): LinearRegex | null {
  try {
    const states: State[] = []
    const start = emit(parsePattern(pattern), push(states, { kind: 'match' }), states)
    return { test: (text) => run(states, start, text) }
  } catch (error) {
    if (error instanceof UnsupportedPattern) return null
    throw error
  }
}

function push(states: State[], state: State): number {
  if (states.length >= STATES_MAX) throw new UnsupportedPattern()
  return states.push(state) - 1
}

function emit(node: PatternNode, next: number, states: State[]): number {
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

function emitRepeat(node: Extract<PatternNode, { kind: 'repeat' }>, next: number, states: State[]): number {
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
