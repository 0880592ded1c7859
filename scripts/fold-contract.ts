import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'
import { limits } from '../contract/limits.ts'
import { isRecord } from '../contract/read-row.ts'

/**
 * Leaves out of a browser's bundle what only servers need of `contract/`: sizes, bounds and indexes of tables, and all
 * limits but those that are used. What is left reads rows exactly as before.
 */
export const foldContract: Plugin = {
  name: 'fold-contract',
  setup(build) {
    build.onLoad({ filter: /[\\/]contract[\\/]tables[\\/]\w+\.ts$/ }, async ({ path }) => {
      const exported: unknown = await import(path)
      const lines = Object.entries(isRecord(exported) ? exported : {}).flatMap(([name, value]) => {
        // The table itself, with permissions and indexes: its columns are an export of their own.
        if (isRecord(value) && 'columns' in value) return []
        return `export const ${name} = ${JSON.stringify(name.endsWith('Columns') ? withoutSizes(value) : value)}`
      })
      return { contents: lines.join('\n'), loader: 'js' }
    })
    build.onLoad({ filter: /[\\/](client|widget)[\\/].*\.tsx?$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(/\blimits\.(\w+)/g, (text, name: string) => {
        const value: unknown = Reflect.get(limits, name)
        return typeof value === 'number' ? String(value) : text
      }),
      loader: path.endsWith('x') ? 'tsx' : 'ts',
    }))
  },
}

function withoutSizes(columns: unknown): unknown {
  if (!isRecord(columns)) return columns
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => {
      const { size: _size, min: _min, max: _max, ...rest } = isRecord(column) ? column : {}
      return [name, rest]
    }),
  )
}
