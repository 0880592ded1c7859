import type { Readable } from 'node:stream'

/** A file's bytes as a response's body, read as fast as the client takes them. Leaving early closes the file. */
export function fileBody(file: Readable): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks: AsyncIterator<unknown, unknown> = file[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { value, done }: IteratorResult<unknown, unknown> = await chunks.next()
      if (done) controller.close()
      else if (value instanceof Uint8Array) controller.enqueue(new Uint8Array(value))
    },
    cancel() {
      file.destroy()
    },
  })
}
