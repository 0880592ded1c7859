import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { generatedFiles } from '../../scripts/generated-files.ts'

it.each(generatedFiles)('$path says what contract/ says: else run npm run generate', ({ path, text }) => {
  const present = readFileSync(resolve(import.meta.dirname, '../..', path), 'utf8')
  expect(text(present)).toBe(present)
})
