import { readdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { drawMutants } from '../../scripts/bench/mutants/draw-mutants.ts'
import { mutantsOf, withMutant } from '../../scripts/bench/mutants/mutate.ts'
import { copySources, type SourceCopy } from '../../scripts/bench/mutants/source-copy.ts'
import { eventually } from '../support/eventually.ts'

const root = resolve(import.meta.dirname, '../..')

function mutated(text: string): string[] {
  return mutantsOf('contract/x.ts', text).map((mutant) => withMutant(text, mutant))
}

describe('a mutant', () => {
  it.each([
    ['a < b', 'a <= b'],
    ['a === b', 'a !== b'],
    ['a - b', 'a + b'],
    ['a && b', 'a || b'],
    ['a && b', '(a)'],
    ['a ?? b', '(b)'],
    ['if (a) b()', 'if (!(a)) b()'],
    ['if (a) b()', 'if (false) b()'],
    ['if (a) b()', 'if (a) ;'],
    ['const a = b ? 1 : c', 'const a = b ? 2 : c'],
    ['const a = 60_000', 'const a = 600000'],
    ["const a = 'b'", "const a = ''"],
    ['const a = `é ${b} 😀`', 'const a = ``'],
    ['const a = true', 'const a = false'],
    ['const a = !b', 'const a = (b)'],
    ['const a = b.filter((one) => one.is).map(c)', 'const a = b.map(c)'],
    ['const a = b.some(c)', 'const a = b.every(c)'],
    ['const a = await b()', 'const a = (b())'],
    ['void b()', ';'],
    ['function a() { return b }', 'function a() { return null }'],
    ['const a = (b as number) > c', 'const a = (b as number) >= c'],
  ])('of “%s” is “%s”', (text, becomes) => {
    expect(mutated(text)).toContain(becomes)
  })

  it.each([
    ["import { a } from 'b'"],
    ["export { a } from 'b'"],
    ["type A = { b: 'c' } | 1"],
    ["/** if (a < b) 'c' */ // a && b"],
    ["interface A { readonly b: 'c' }"],
    ["const a = { 'b-c': d } satisfies Record<'b-c', 1>"],
    ["function a(b: 'c' | 2): b is 'c' {}"],
  ])('is nowhere in “%s”', (text) => {
    expect(mutated(text)).toEqual([])
  })

  it('says its line', () => {
    expect(mutantsOf('contract/x.ts', '// “é”\n\nconst a = 1')).toMatchObject([{ line: 3, was: '1' }])
  })

  it('of a seed is the same again, and another of another seed', () => {
    const [first, again, other] = [1, 1, 2].map((seed) => drawMutants(root, seed, 'contract/ids.ts'))
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
    expect(other).toHaveLength(first?.length ?? 0)
  })
})

describe('a copy of the sources', () => {
  let copy: SourceCopy | null = null
  afterEach(() => copy?.remove())

  it('is broken without a change to the sources, and leaves nothing', async () => {
    const before = copies()
    copy = await copySources(resolve(root, 'tests/fixtures'), resolve(root, 'node_modules'))
    await copy.write('verdicts/fine.case.ts', 'throw new Error()')
    const broken = await copy.run(process.execPath, ['verdicts/fine.case.ts'], 30_000)
    expect(broken.how).toBe('failed')
    copy.remove()
    expect(copies()).toEqual(before)
  })

  it('ends what never ends, with all that it started', async () => {
    copy = await copySources(resolve(root, 'tests/fixtures'), resolve(root, 'node_modules'))
    const child = `setInterval(() => {}, 1000)`
    const parent = `const { pid } = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' }); console.log(pid); ${child}`
    const ended = await copy.run(process.execPath, ['-e', parent], 2000)
    expect(ended.how).toBe('out of time')
    const pid = Number(ended.said)
    expect(pid).toBeGreaterThan(0)
    await eventually('the child’s end', () => Promise.resolve(!isAlive(pid)))
  })
})

function copies(): string[] {
  return readdirSync(realpathSync(tmpdir())).filter((name) => name.startsWith('porchlight-mutants-'))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
