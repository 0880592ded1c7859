import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(resolve(root, path), 'utf8')

it('browsers ask for the response format that the Functions’ SDK asks for', () => {
  const sdk = createRequire(import.meta.url).resolve('node-appwrite')
  const formatIn = (text: string) => /X-Appwrite-Response-Format['"]?: ['"]([\d.]+)['"]/.exec(text)?.[1]
  const format = formatIn(readFileSync(resolve(sdk, '../client.js'), 'utf8'))
  expect(format).toMatch(/^\d+\.\d+\.\d+$/)
  expect(formatIn(read('client/http.ts'))).toBe(format)
  expect(read('docs/deploying.md')).toContain(`response format of Appwrite ${format}`)
})

it('nothing is used that Appwrite 2 has removed', () => {
  const paths = globSync('{client,contract,functions,inbox,widget,scripts,deployment}/**/*.{ts,tsx}', {
    cwd: root,
  })
  expect(paths.length).toBeGreaterThan(300)
  const users = paths.filter((path) =>
    /\b(?:createJWT|listLogs|setDevKey)\b|X-Appwrite-Dev-Key/i.test(read(path)),
  )
  expect(users).toEqual([])
})
