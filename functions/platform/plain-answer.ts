/** An answer that is no JSON object of a 200: a text as it is, with its own status. */
export class PlainAnswer {
  readonly status: number
  readonly text: string
  readonly contentType: string

  constructor(status: number, text: string, contentType: string) {
    this.status = status
    this.text = text
    this.contentType = contentType
  }
}
