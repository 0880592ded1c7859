/** The browser's side of a connection, whose server is the test. */
export class FakeSocket extends EventTarget {
  static all: FakeSocket[] = []
  /** The types of what was sent. */
  readonly sent: string[] = []
  /** What was sent along with each. */
  readonly data: unknown[] = []
  readonly url: string
  isClosed = false

  constructor(url: string) {
    super()
    this.url = url
    FakeSocket.all.push(this)
  }

  /** The one that was opened last. */
  static newest(): FakeSocket {
    const socket = FakeSocket.all.at(-1)
    if (!socket) throw new Error('no socket')
    return socket
  }

  send(text: string): void {
    const frame = JSON.parse(text)
    this.sent.push(String(frame.type))
    this.data.push(frame.data)
  }

  close(): void {
    this.isClosed = true
  }

  says(type: string, data: unknown = {}): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify({ type, data }) }))
  }

  /** Appwrite answers every step of the way to a live connection. */
  goesLive(): void {
    this.says('connected')
    this.says('response', { to: 'subscribe', success: true })
    this.says('response', { to: 'authentication', success: true })
  }
}
