import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { UnusableArchive, unpackDeployment } from '../../../runtime/unpack-deployment.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unpack-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

interface Entry {
  name: string
  text?: string
  type?: string
  link?: string
  size?: number
}

/** A ustar archive, made by hand so that it can say what no honest program would write. */
function tar(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(({ name, text = '', type = '0', link = '', size }) => {
    const data = Buffer.from(text)
    const header = Buffer.alloc(512)
    header.write(name, 0, 100)
    header.write('0000644\0', 100)
    header.write(`${(size ?? data.length).toString(8).padStart(11, '0')}\0`, 124)
    header.write('        ', 148)
    header.write(type, 156)
    header.write(link, 157, 100)
    header.write('ustar\0', 257)
    header.write('00', 263)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return [header, data, Buffer.alloc((512 - (data.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

/** The bytes with one of them changed. */
function damaged(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ 255
  return changed
}

async function unpack(archive: Buffer): Promise<number> {
  const file = join(folder, 'code.tar.gz')
  await writeFile(file, archive)
  return unpackDeployment(file, join(folder, 'code'))
}

describe('unpacking a deployment', () => {
  it('writes its files and folders', async () => {
    await unpack(
      gzipSync(
        tar([
          { name: 'main.js', text: 'code' },
          { name: './lib/', type: '5' },
          { name: 'lib/a.js', text: 'a' },
        ]),
      ),
    )
    expect(await readFile(join(folder, 'code', 'main.js'), 'utf8')).toBe('code')
    expect(await readFile(join(folder, 'code', 'lib', 'a.js'), 'utf8')).toBe('a')
  })

  it.each([
    ['climbs out', [{ name: '../evil.js', text: 'x' }]],
    ['climbs out from within', [{ name: 'a/../../evil.js', text: 'x' }]],
    ['is absolute', [{ name: '/tmp/evil.js', text: 'x' }]],
    ['is absolute on Windows', [{ name: 'C:\\evil.js', text: 'x' }]],
    ['is a symbolic link', [{ name: 'link', type: '2', link: '/etc/passwd' }]],
    ['is a hard link', [{ name: 'link', type: '1', link: '/etc/passwd' }]],
    ['is a device', [{ name: 'device', type: '3' }]],
    [
      'is a link with a file behind it',
      [
        { name: 'd', type: '2', link: '..' },
        { name: 'd/evil.js', text: 'x' },
      ],
    ],
  ])('refuses an archive of which an entry %s, and keeps nothing of it', async (_title, entries) => {
    await expect(unpack(gzipSync(tar([{ name: 'main.js', text: 'ok' }, ...entries])))).rejects.toThrow(
      UnusableArchive,
    )
    expect(existsSync(join(folder, 'code'))).toBe(false)
    expect(existsSync(join(folder, 'evil.js'))).toBe(false)
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['no gzip', Buffer.from('hello')],
    ['gzip of something else', gzipSync(Buffer.from('hello'))],
    ['a cut gzip', gzipSync(tar([{ name: 'main.js', text: 'x'.repeat(5000) }])).subarray(0, 60)],
    ['a cut tar', gzipSync(tar([{ name: 'main.js', text: 'short', size: 100_000 }]).subarray(0, 1024))],
    ['an empty tar', gzipSync(Buffer.alloc(1024))],
    [
      'a tar with a damaged header',
      gzipSync(damaged(tar([{ name: 'main.js', text: 'x' }, { name: 'b.js' }]), 1030)),
    ],
  ])('refuses %s', async (_title, archive) => {
    await expect(unpack(archive)).rejects.toThrow(UnusableArchive)
    expect(existsSync(join(folder, 'code'))).toBe(false)
  })

  it('refuses an archive that is compressed twice', async () => {
    await expect(unpack(gzipSync(gzipSync(tar([{ name: 'main.js', text: 'x' }]))))).rejects.toThrow(
      UnusableArchive,
    )
  })

  it.each([
    ['says it holds too much', tar([{ name: 'zeros', size: 2 ** 30 }]).subarray(0, 512)],
    [
      'goes on after its end',
      Buffer.concat([tar([{ name: 'main.js', text: 'x' }]), Buffer.alloc(140 * 2 ** 20)]),
    ],
  ])('refuses an archive that %s', async (_title, contents) => {
    await expect(unpack(gzipSync(contents, { level: 1 }))).rejects.toThrow(UnusableArchive)
    expect(existsSync(join(folder, 'code.unpacking'))).toBe(false)
  })
})
