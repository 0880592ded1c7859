import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { integrityOf } from '../../scripts/integrity.ts'
import { copySources } from '../../scripts/bench/mutants/source-copy.ts'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')
const BUILD = `import { ensureBuilt } from './scripts/ensure-built.ts'; await ensureBuilt(process.cwd())`
/** An esbuild that ends at once: what has to be built fails. */
const NO_BUNDLER = { ...process.env, ESBUILD_BINARY_PATH: '/bin/false' }

const build = (folder: string, env: NodeJS.ProcessEnv = process.env) =>
  run(process.execPath, ['--input-type=module', '-e', BUILD], { cwd: folder, env })

/** The hash of each file that a build has written into this folder. */
function builtIn(folder: string): ReadonlyMap<string, string> {
  const dist = join(folder, 'dist')
  return new Map(
    globSync('**/*.*', { cwd: dist })
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(dist, name)))
          .digest('hex'),
      ]),
  )
}

const copies = await Promise.all([copySources(root), copySources(root)])
const [folder, other] = [copies[0].root, copies[1].root]
afterAll(() => copies.forEach((copy) => copy.remove()))

it('two builds of the same sources, in different folders, are the same to the byte', async () => {
  await build(folder)
  await build(other)
  const one = builtIn(folder)
  expect([...one.keys()]).toEqual(
    expect.arrayContaining(['widget/widget.js', 'inbox/inbox.js', 'functions/chat/main.cjs']),
  )
  expect([...builtIn(other)]).toEqual([...one])
})

it('what is built of these sources is built no second time, but again when either has changed', async () => {
  await build(folder, NO_BUNDLER)

  const built = readFileSync(join(folder, 'dist/widget/widget.js'))
  writeFileSync(join(folder, 'dist/widget/widget.js'), 'something else')
  await expect(build(folder, NO_BUNDLER)).rejects.toThrow('Command failed')
  await build(folder)
  expect(readFileSync(join(folder, 'dist/widget/widget.js'))).toEqual(built)

  appendFileSync(join(folder, 'contract/limits.ts'), '\n')
  await expect(build(folder, NO_BUNDLER)).rejects.toThrow('Command failed')
})

it('the hash for a page’s integrity attribute is the one that browsers compute', () => {
  // From https://developer.mozilla.org/docs/Web/Security/Subresource_Integrity: `openssl dgst -sha384`.
  expect(integrityOf(Buffer.from("alert('Hello, world.');"))).toBe(
    'sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO',
  )
})
