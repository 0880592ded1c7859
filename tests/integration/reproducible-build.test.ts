import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { integrityOf } from '../../scripts/integrity.ts'
import { copySources } from '../../scripts/bench/mutants/source-copy.ts'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')
const BUILD = `import { buildAll } from './scripts/build-all.ts'; await buildAll(process.cwd())`

/** Builds a copy of the sources in a folder of its own. Gives the hash of each file. */
async function build(): Promise<ReadonlyMap<string, string>> {
  const copy = await copySources(root)
  try {
    await run(process.execPath, ['--input-type=module', '-e', BUILD], { cwd: copy.root })
    const dist = join(copy.root, 'dist')
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
  } finally {
    copy.remove()
  }
}

it('two builds of the same sources, in different folders, are the same to the byte', async () => {
  const one = await build()
  expect([...one.keys()]).toEqual(
    expect.arrayContaining(['widget/widget.js', 'inbox/inbox.js', 'functions/chat/main.cjs']),
  )
  expect([...(await build())]).toEqual([...one])
})

it('the hash for a page’s integrity attribute is the one that browsers compute', () => {
  // From https://developer.mozilla.org/docs/Web/Security/Subresource_Integrity: `openssl dgst -sha384`.
  expect(integrityOf(Buffer.from("alert('Hello, world.');"))).toBe(
    'sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO',
  )
})
