import { afterEach, describe, expect, it, vi } from 'vitest'
import { uploadFile } from '../../../client/upload-file.ts'
import * as attachmentLimits from '../../../contract/attachment-limits.ts'

const id = `f_${'0'.repeat(32)}`
const BYTES = 3 * attachmentLimits.pieceBytes
afterEach(() => vi.unstubAllGlobals())

/** What a browser does with files and forms, as far as an upload needs it. */
function browser(onRead: (pieces: number) => void) {
  const sent: number[] = []
  let read = 0
  class Reader extends EventTarget {
    result = 'data:,AAAA'
    readAsDataURL() {
      queueMicrotask(() => {
        onRead(++read)
        this.dispatchEvent(new Event('load'))
      })
    }
  }
  class Request extends EventTarget {
    upload = new EventTarget()
    status = 201
    responseText = ''
    open() {}
    setRequestHeader() {}
    abort() {}
    send(form: FormData) {
      const body = form.get('body')
      const { at }: { at: number } = JSON.parse(typeof body === 'string' ? body : '{}')
      sent.push(at)
      const received = at + attachmentLimits.pieceBytes
      const attachment = received < BYTES ? null : { id, name: 'a.txt', type: 'text/plain', bytes: BYTES }
      const responseBody = JSON.stringify({ received, attachment })
      this.responseText = JSON.stringify({ status: 'completed', responseStatusCode: 200, responseBody })
      queueMicrotask(() => this.dispatchEvent(new Event('load')))
    }
  }
  vi.stubGlobal('FileReader', Reader)
  vi.stubGlobal('XMLHttpRequest', Request)
  return sent
}

describe('an upload', () => {
  it('that is ended while a piece is read sends no further piece', async () => {
    const abort = new AbortController()
    const sent = browser((pieces) => {
      if (pieces === 2) abort.abort()
    })
    const file = new File([new Uint8Array(BYTES)], 'a.txt')
    const uploaded = uploadFile({ endpoint: 'https://appwrite.example/v1', projectId: 'shop' }, 'secret', {
      file,
      path: '/files',
      functionId: 'chat',
      onProgress: () => {},
      signal: abort.signal,
    })
    await expect(uploaded).rejects.toMatchObject({ code: 'network' })
    expect(sent).toEqual([0])
  })
})
