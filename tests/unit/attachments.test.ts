import { describe, expect, it } from 'vitest'
import { isPicture, readAttachments } from '../../contract/attachment.ts'
import * as attachmentLimits from '../../contract/attachment-limits.ts'
import { newAttachmentId } from '../../contract/ids.ts'
import { cleanName } from '../../functions/attachments/clean-name.ts'
import { imageSize } from '../../functions/attachments/image-size.ts'
import { typeOf } from '../../functions/attachments/type-of.ts'
import { previewOf } from '../../functions/sessions/preview.ts'
import { png } from '../support/files.ts'

const bytes = (latin: string) => new Uint8Array(Buffer.from(latin, 'latin1'))

describe('the type of a file', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n', 'page.html', 'image/png'],
    ['\xff\xd8\xff\xe0', 'x', 'image/jpeg'],
    ['GIF89a', 'x.svg', 'image/gif'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'x', 'image/webp'],
    ['\0\0\0\x18ftypheic', 'IMG_1.HEIC', 'image/heic'],
    ['%PDF-1.7', 'x.txt', 'application/pdf'],
    ['PK\x03\x04', 'x.zip', 'application/zip'],
    ['PK\x03\x04', 'Offer.DOCX', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'old.xls', 'application/vnd.ms-excel'],
    ['a;b\r\n1;2', 'list.csv', 'text/csv'],
    ['<script>alert(1)</script>', 'page.txt', 'text/plain'],
  ])(
    'is what its first bytes say, and its name only between those that begin alike: %j, %s',
    (start, name, type) => {
      expect(typeOf(bytes(start), name)?.type).toBe(type)
    },
  )

  it.each([
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'drawing.svg'],
    ['<!doctype html>', 'page.html'],
    ['<!doctype html>', 'photo.png'],
    ['MZ\x90\0', 'setup.exe'],
    ['\x7fELF\x02\0', 'notes.txt'],
    ['PK\x03\x04', 'app.jar'],
    ['PK\x03\x04', 'app'],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'setup.msi'],
    ['text', 'text'],
    ['', 'nothing'],
  ])('is none that is taken: %j, %s', (start, name) => {
    expect(typeOf(bytes(start), name)).toBeNull()
  })

  it('that a page may show is a picture that can hold no script', () => {
    const types = ['image/svg+xml', 'text/html', 'application/pdf', 'image/heic', 'image/pngx', 'ximage/png']
    expect(types.filter((type) => isPicture(type))).toEqual([])
    expect(isPicture('image/webp')).toBe(true)
  })
})

describe('the name of a file', () => {
  it.each([
    ['photo.png', 'photo.png'],
    ['C:\\Users\\kim\\photo.PNG', 'photo.png'],
    ['../../etc/passwd', 'passwd.png'],
    ['.htaccess', 'htaccess.png'],
    ['photo.html', 'photo.png'],
    ['gpj.exe\u202e.png', 'gpj.exe.png'],
    ['a\r\nSet-Cookie: x="y".png', 'a Set-Cookie x= y.png'],
    ['\u001b[31m.png', '[31m.png'],
    ['', 'file.png'],
    ['...', 'file.png'],
    ['Küche (1).png', 'Küche (1).png'],
    ['v1.2 final.draft', 'v1.2 final.png'],
  ])('%j becomes %j', (given, name) => {
    expect(cleanName(given, ['png'])).toBe(name)
  })

  it('is short, and no emoji in it is cut', () => {
    const name = cleanName(`${'🕯'.repeat(5000)}.png`, ['png'])
    expect(Array.from(name)).toHaveLength(attachmentLimits.nameMax)
    expect(name.isWellFormed()).toBe(true)
  })
})

describe('the size of a picture', () => {
  it('is what its header says', () => {
    expect(imageSize(png('x', 640, 480).bytes, 'image/png')).toEqual({ width: 640, height: 480 })
    expect(imageSize(bytes('GIF89a\x0a\0\x14\0'), 'image/gif')).toEqual({ width: 10, height: 20 })
    const jpeg = '\xff\xd8\xff\xe0\0\x04AB\xff\xc0\0\x11\x08\0\x14\0\x0a\x03'
    expect(imageSize(bytes(jpeg), 'image/jpeg')).toEqual({ width: 10, height: 20 })
    const webp = `RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x09\0\0\x13\0\0`
    expect(imageSize(bytes(webp), 'image/webp')).toEqual({ width: 10, height: 20 })
  })

  it('is unknown where the header is cut, endless, or of no picture', () => {
    expect(imageSize(png('x', 0, 480).bytes, 'image/png')).toBeNull()
    expect(imageSize(png('x', 4_000_000_000, 1).bytes, 'image/png')).toBeNull()
    for (const type of ['image/png', 'image/gif', 'image/jpeg', 'image/webp', 'application/pdf']) {
      for (let length = 0; length < 10; length++)
        expect(imageSize(new Uint8Array(length).fill(255), type)).toBeNull()
    }
    // Segments of no length go forward all the same.
    expect(imageSize(bytes(`\xff\xd8${'\xff\xe0\0\0'.repeat(100_000)}`), 'image/jpeg')).toBeNull()
  })
})

describe('the files of a message', () => {
  const file = {
    id: newAttachmentId(),
    name: 'a.txt',
    type: 'text/plain',
    bytes: 3,
    width: null,
    height: null,
  }

  it('are read from its column, without those that are none', () => {
    const others = [null, 1, {}, { ...file, id: '../x' }, { ...file, bytes: '3' }]
    expect(readAttachments(JSON.stringify([file, ...others]))).toEqual([file])
    for (const text of [null, '', 'x', '{}', 'null']) expect(readAttachments(text)).toEqual([])
  })

  it('fit into it, whatever they are called', () => {
    const name = cleanName('"\\'.repeat(200), ['pptx'])
    const type = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
    const longest = {
      ...file,
      name: name.replace(/./g, '漢'),
      type,
      bytes: 30_000_000,
      width: 999_999,
      height: 999_999,
    }
    const all = JSON.stringify(Array.from({ length: attachmentLimits.perMessage }, () => longest))
    expect(Array.from(all).length).toBeLessThanOrEqual(attachmentLimits.columnMax)
  })

  it('name a message without words, and no other', () => {
    const attachments = JSON.stringify([file, file, file])
    expect(previewOf('user', { text: ' ', attachments }).preview).toBe('📎 a.txt +2')
    expect(previewOf('user', { text: 'See this', attachments }).preview).toBe('See this')
  })
})
