import { afterEach, describe, expect, it, vi } from 'vitest'
import { fetchFile } from '../../../client/fetch-file.ts'

const target = { endpoint: 'https://appwrite.example/v1', projectId: 'shop' }
const id = `f_${'0'.repeat(32)}`
afterEach(() => vi.unstubAllGlobals())

/** What Appwrite answers to every request, and what it was asked. */
function answering(answer: () => Response): [string, RequestInit][] {
  const asked: [string, RequestInit][] = []
  vi.stubGlobal('fetch', async (address: string, options: RequestInit) => {
    asked.push([address, options])
    return answer()
  })
  return asked
}

describe('a file of a message', () => {
  it('is fetched with the caller’s own credentials, and kept by no cache', async () => {
    const asked = answering(() => new Response('bytes'))
    await fetchFile(target, 'secret', { id, type: 'image/png' })
    const [[address, options] = ['', {}]] = asked
    expect(address).toBe(`https://appwrite.example/v1/storage/buckets/attachments/files/${id}/download`)
    expect(options.cache).toBe('no-store')
    expect(options.credentials).toBe('omit')
    expect(options.headers).toEqual({ 'X-Appwrite-Project': 'shop', 'X-Appwrite-Session': 'secret' })
  })

  it('is a picture or mere bytes to the page, whatever its message or its server calls it', async () => {
    answering(() => new Response('<script>', { headers: { 'content-type': 'text/html' } }))
    const typeOf = async (type: string) => (await fetchFile(target, null, { id, type })).type
    expect(await typeOf('image/png')).toBe('image/png')
    for (const type of ['text/html', 'image/svg+xml', 'application/pdf', 'text/plain', ''])
      expect(await typeOf(type)).toBe('application/octet-stream')
  })

  it('that is gone is told from a server that is busy, and from a connection that is gone', async () => {
    answering(() => new Response('{}', { status: 404 }))
    await expect(fetchFile(target, null, { id, type: 'x' })).rejects.toMatchObject({
      code: 'attachment_not_found',
    })
    answering(() => new Response('', { status: 503 }))
    await expect(fetchFile(target, null, { id, type: 'x' })).rejects.toMatchObject({
      code: 'appwrite_unavailable',
    })
    answering(() => {
      throw new TypeError('fetch failed')
    })
    await expect(fetchFile(target, null, { id, type: 'x' })).rejects.toMatchObject({ code: 'network' })
  })
})
