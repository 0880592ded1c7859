import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'
import { chatPaths } from '../contract/chat-api.ts'
import { limits } from '../contract/limits.ts'
import { isRecord } from '../contract/read-row.ts'

/** Objects of constants, whose values take the place of their names. */
const known = { limits, chatPaths }

/**
 * Leaves out of a browser's bundle what only servers need of `contract/`: sizes, bounds and indexes of tables, and all
 * limits and paths but those that are used. What is left reads rows exactly as before.
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
      contents: (await readFile(path, 'utf8')).replace(
        /\b(limits|chatPaths)\.(\w+)/g,
        (text, table: keyof typeof known, name: string) => {
          const value: unknown = Reflect.get(known[table], name)
          return typeof value === 'number' || typeof value === 'string' ? JSON.stringify(value) : text
        },
      ),
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
