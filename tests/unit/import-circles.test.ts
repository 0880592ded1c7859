import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { circles } from '../support/import-circles.ts'

const root = resolve(import.meta.dirname, '../..')

it('no files import each other, not even for types', () => {
  const paths = globSync('*/**/*.{ts,tsx}', { cwd: root, exclude: ['**/dist/**', '**/node_modules/**'] })
  const files = paths.map((path) => ({
    path: path.replaceAll('\\', '/'),
    text: readFileSync(resolve(root, path), 'utf8'),
  }))
  expect(files.length).toBeGreaterThan(500)
  expect(circles(files)).toEqual([])
})

it('finds a circle of three, and one within it only once', () => {
  const files = [
    { path: 'a/one.ts', text: "import { two } from './two.ts'" },
    { path: 'a/two.ts', text: "import type { Three } from '../b/three.ts'\nimport { one } from './one.ts'" },
    { path: 'b/three.ts', text: "const later = () => import('../a/one.ts')" },
    { path: 'b/four.ts', text: "import '../a/one.ts'" },
  ]
  expect(circles(files)).toEqual([['a/one.ts', 'a/two.ts', 'b/three.ts']])
})
