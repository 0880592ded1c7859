import { importsOf, type SourceFile } from './import-walls.ts'

/** Groups of files that import each other, types included, however long the way round is. */
export function circles(files: readonly SourceFile[]): string[][] {
  const imports = new Map(
    files.map(({ path, text }) => [path, importsOf(path, text).map(({ target }) => target)]),
  )
  const order = new Map<string, number>()
  const open: string[] = []
  const found: string[][] = []

  function visit(path: string): number {
    const own = order.size
    order.set(path, own)
    open.push(path)
    let earliest = own
    for (const target of imports.get(path) ?? []) {
      if (!imports.has(target)) continue
      if (!order.has(target)) earliest = Math.min(earliest, visit(target))
      else if (open.includes(target)) earliest = Math.min(earliest, order.get(target) ?? own)
    }
    if (earliest === own) {
      const group = open.splice(open.indexOf(path))
      if (group.length > 1) found.push(group.sort())
    }
    return earliest
  }

  for (const path of imports.keys()) if (!order.has(path)) visit(path)
  return found
}
