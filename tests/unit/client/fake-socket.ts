/** The browser's side of a connection, whose server is the test. */
export class FakeSocket extends EventTarget {
  static all: FakeSocket[] = []
  readonly sent: string[] = []
  isClosed = false

  constructor() {
    super()
    FakeSocket.all.push(this)
  }

  send(text: string): void {
    this.sent.push(String(JSON.parse(text).type))
  }

  close(): void {
    this.isClosed = true
  }

  says(type: string, data: unknown = {}): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify({ type, data }) }))
  }
}
