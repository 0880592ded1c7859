/** A picture's size in pixels. */
export interface ImageSize {
  readonly width: number
  readonly height: number
}

const MAX_PIXELS = 1_000_000

/**
 * The size that an image's header tells; null where it tells none, or one that no picture has. Reads each byte at most
 * once, and nothing behind the end.
 *
 * @param start the beginning of the file
 */
export function imageSize(start: Uint8Array, type: string): ImageSize | null {
  const size = sizeIn(Buffer.from(start.buffer, start.byteOffset, start.byteLength), type)
  if (size === null || size.width < 1 || size.height < 1) return null
  return size.width > MAX_PIXELS || size.height > MAX_PIXELS ? null : size
}

function sizeIn(bytes: Buffer, type: string): ImageSize | null {
  switch (type) {
    case 'image/png':
      return bytes.length < 24 ? null : { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
    case 'image/gif':
      return bytes.length < 10 ? null : { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
    case 'image/jpeg':
      return jpegSize(bytes)
    case 'image/webp':
      return webpSize(bytes)
    default:
      return null
  }
}

/** From segment to segment until the one that begins the picture (SOF, but for DHT, JPG and DAC among their numbers). */
function jpegSize(bytes: Buffer): ImageSize | null {
  let at = 2
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}

function webpSize(bytes: Buffer): ImageSize | null {
  if (bytes.length < 30) return null
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff }
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 }
    default:
      return null
  }
}
