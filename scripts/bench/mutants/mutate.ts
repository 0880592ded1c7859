import { parseAst } from 'vitest/node'
import { isRecord } from '../../../contract/is-record.ts'

/** A small change of a source file that somebody could make by mistake. */
export interface Mutant {
  /** From the root, with slashes. */
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  readonly kind: MutantKind
  /** Where in the text, in UTF-16 code units. */
  readonly start: number
  readonly end: number
  readonly was: string
  readonly becomes: string
}

export type MutantKind =
  | 'boundary'
  | 'equality'
  | 'arithmetic'
  | 'logic'
  | 'operand'
  | 'negated'
  | 'never'
  | 'not'
  | 'removed'
  | 'number'
  | 'string'
  | 'boolean'
  | 'method'
  | 'await'
  | 'return'

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

interface Change {
  readonly kind: MutantKind
  readonly start: number
  readonly end: number
  readonly becomes: string
}

/** Operators whose neighbour is easily written in their place. */
const NEIGHBOURS: Readonly<Record<string, readonly [MutantKind, string]>> = {
  '<': ['boundary', '<='],
  '<=': ['boundary', '<'],
  '>': ['boundary', '>='],
  '>=': ['boundary', '>'],
  '===': ['equality', '!=='],
  '!==': ['equality', '==='],
  '+': ['arithmetic', '-'],
  '-': ['arithmetic', '+'],
  '*': ['arithmetic', '/'],
  '/': ['arithmetic', '*'],
  '%': ['arithmetic', '*'],
  '+=': ['arithmetic', '-='],
  '-=': ['arithmetic', '+='],
  '++': ['arithmetic', '--'],
  '--': ['arithmetic', '++'],
  '&&': ['logic', '||'],
  '||': ['logic', '&&'],
}

/** Methods that may well be left out, as what they are called on has the same type. */
const LEFT_OUT: readonly string[] = ['filter', 'slice', 'sort', 'toSorted', 'reverse', 'toReversed', 'trim']
const SWAPPED: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  find: 'findLast',
  findLast: 'find',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
}

/** TypeScript's own nodes that contain an expression; all others are types. */
const EXPRESSIONS_WITH_TYPES: readonly string[] = [
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
]

/** Every mutant of a file, in the order of its text. Comments, types, imports and names of properties have none. */
export function mutantsOf(file: string, text: string): Mutant[] {
  const found: Mutant[] = []
  walk(parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' }), (node) => {
    for (const { kind, start, end, becomes } of changesOf(node, text)) {
      const was = text.slice(start, end)
      if (was === becomes) continue
      found.push({ file, line: text.slice(0, start).split('\n').length, kind, start, end, was, becomes })
    }
  })
  return found.sort((one, other) => one.start - other.start)
}

/** The text with the mutant in it. */
export function withMutant(text: string, { start, end, becomes }: Mutant): string {
  return `${text.slice(0, start)}${becomes}${text.slice(end)}`
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const one of value) walk(one, visit)
    return
  }
  if (!isNode(value) || !canRun(value)) return
  visit(value)
  for (const [key, child] of Object.entries(value)) {
    if (key === 'source' || (key === 'key' && value['computed'] !== true)) continue
    walk(child, visit)
  }
}

function canRun({ type }: Node): boolean {
  if (type.startsWith('TS')) return EXPRESSIONS_WITH_TYPES.includes(type)
  return !['ImportDeclaration', 'ImportExpression'].includes(type)
}

function changesOf(node: Node, text: string): readonly Change[] {
  switch (node.type) {
    case 'BinaryExpression':
    case 'AssignmentExpression':
      return neighbour(node, text)
    case 'LogicalExpression':
      return [...neighbour(node, text), ...operands(node, text)]
    case 'UpdateExpression':
      return swapInside(node, text, String(node['operator']))
    case 'IfStatement':
    case 'ConditionalExpression':
      return [...negated(node, text), ...never(node)]
    case 'WhileStatement':
      return negated(node, text)
    case 'UnaryExpression':
      return node['operator'] === '!' ? replaced('not', node, inner(node, 'argument', text)) : []
    case 'AwaitExpression':
      return replaced('await', node, inner(node, 'argument', text))
    case 'ExpressionStatement':
      return isEffect(node['expression']) ? replaced('removed', node, ';') : []
    case 'ReturnStatement':
      return isNode(node['argument']) ? replaced('return', node['argument'], 'null') : []
    case 'Literal':
      return literal(node)
    case 'TemplateLiteral':
      return replaced('string', node, '``')
    case 'CallExpression':
      return method(node, text)
    default:
      return []
  }
}

function neighbour(node: Node, text: string): readonly Change[] {
  const { left, right, operator } = node
  const [kind, other] = NEIGHBOURS[String(operator)] ?? []
  if (!isNode(left) || !isNode(right) || kind === undefined || other === undefined) return []
  const between = text.slice(left.end, right.start)
  const start = left.end + between.indexOf(String(operator))
  return [{ kind, start, end: start + String(operator).length, becomes: other }]
}

function swapInside(node: Node, text: string, operator: string): readonly Change[] {
  const [kind, other] = NEIGHBOURS[operator] ?? []
  if (kind === undefined || other === undefined) return []
  const start = node.start + text.slice(node.start, node.end).indexOf(operator)
  return [{ kind, start, end: start + operator.length, becomes: other }]
}

/** One side alone: a guard that was forgotten. */
function operands(node: Node, text: string): readonly Change[] {
  return ['left', 'right'].flatMap((side) => replaced('operand', node, inner(node, side, text)))
}

function negated({ test }: Node, text: string): readonly Change[] {
  return isNode(test) ? replaced('negated', test, `!(${text.slice(test.start, test.end)})`) : []
}

function never({ test }: Node): readonly Change[] {
  return isNode(test) ? replaced('never', test, 'false') : []
}

function literal(node: Node): readonly Change[] {
  const { value } = node
  if (typeof value === 'boolean') return replaced('boolean', node, String(!value))
  if (typeof value === 'number')
    return replaced('number', node, String(value < 1000 ? value + 1 : value * 10))
  if (typeof value === 'string' && value !== '') return replaced('string', node, "''")
  return []
}

function method(node: Node, text: string): readonly Change[] {
  const { callee } = node
  if (!isNode(callee) || callee.type !== 'MemberExpression') return []
  const { object, property } = callee
  if (!isNode(object) || !isNode(property)) return []
  const name = text.slice(property.start, property.end)
  if (LEFT_OUT.includes(name)) return replaced('method', node, text.slice(object.start, object.end))
  const other = SWAPPED[name]
  return other === undefined ? [] : replaced('method', property, other)
}

function isEffect(expression: unknown): boolean {
  if (!isNode(expression)) return false
  if (['CallExpression', 'AwaitExpression', 'AssignmentExpression'].includes(expression.type)) return true
  return expression.type === 'UnaryExpression' && expression['operator'] === 'void'
}

function inner(node: Node, key: string, text: string): string {
  const child = node[key]
  return isNode(child) ? `(${text.slice(child.start, child.end)})` : ''
}

function replaced(kind: MutantKind, { start, end }: Node, becomes: string): readonly Change[] {
  return [{ kind, start, end, becomes }]
}

function isNode(value: unknown): value is Node {
  return (
    isRecord(value) &&
    typeof value['type'] === 'string' &&
    typeof value['start'] === 'number' &&
    typeof value['end'] === 'number'
  )
}
