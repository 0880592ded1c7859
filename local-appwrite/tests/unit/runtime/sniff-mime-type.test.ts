import { expect, it } from 'vitest'

import { sniffMimeType } from '../../../services/storage/sniff-mime-type.ts'

it.each([
  ['', 'application/x-empty'],
  ['hello', 'text/plain'],
  ['grüße 👋', 'text/plain'],
  ['<!DOCTYPE html><p>', 'text/html'],
  ['<svg xmlns="x">', 'image/svg+xml'],
  ['{"a":1}', 'application/json'],
  ['{not json', 'text/plain'],
  ['a\u0000b', 'application/octet-stream'],
])('%j is %s', (text, type) => {
  expect(sniffMimeType(Buffer.from(text), true)).toBe(type)
})

it('believes the bytes', () => {
  expect(sniffMimeType(Buffer.from('\x89PNG\r\n\x1a\n....', 'latin1'), true)).toBe('image/png')
  expect(sniffMimeType(Buffer.from([0xff, 0xfe, 0x80, 0x81]), true)).toBe('application/octet-stream')
})
