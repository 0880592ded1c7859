/** Most values one form or query string may hold, and deepest nesting (PHP's `max_input_vars` and nesting level). */
const VALUES_MAX = 1000
const DEPTH_MAX = 16

interface Tree {
  [name: string]: string | Tree
}

/**
 * Parses a query string or form body as PHP does: `a[b]=1`, `a[]=1&a[]=2` and `a[0]=1` make nested values. Levels
 * whose names count 0, 1, 2… become lists. Further values than PHP would take are left out.
 */
export function parseForm(encoded: string): Record<string, unknown> {
  if (encoded === '') return {}
  const root = emptyTree()
  let count = 0
  for (const [name, value] of new URLSearchParams(encoded)) {
    count += 1
    if (count > VALUES_MAX) break
    const path = pathOf(name)
    if (path !== null) place(root, path, value)
  }
  return Object.fromEntries(Object.entries(root).map(([name, value]) => [name, lists(value)]))
}

function emptyTree(): Tree {
  // Without a prototype, so that names such as `__proto__` are only names.
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- an empty object is an empty tree
  const tree: Tree = Object.create(null)
  return tree
}

function pathOf(name: string): string[] | null {
  const open = name.indexOf('[')
  if (open <= 0) return name === '' ? null : [name]
  const path = [name.slice(0, open)]
  let rest = name.slice(open)
  while (rest.startsWith('[')) {
    const close = rest.indexOf(']')
    if (close < 0) break
    path.push(rest.slice(1, close))
    rest = rest.slice(close + 1)
  }
  return path.length > DEPTH_MAX ? null : path
}

function place(root: Tree, path: readonly string[], value: string): void {
  let level = root
  for (const [index, step] of path.entries()) {
    const name = step === '' && index > 0 ? String(Object.keys(level).length) : step
    if (index === path.length - 1) {
      level[name] = value
      return
    }
    const next = level[name]
    const branch = typeof next === 'object' ? next : emptyTree()
    level[name] = branch
    level = branch
  }
}

function lists(value: string | Tree): unknown {
  if (typeof value === 'string') return value
  const names = Object.keys(value)
  const inner = names.map((name) => lists(value[name] ?? ''))
  if (names.every((name, index) => name === String(index))) return inner
  return Object.fromEntries(names.map((name, index) => [name, inner[index]]))
}
