/** How a script was called, where that isn't by npm under its own name. */
interface Calling {
  /** What it is called there, such as `porchlight sessions`. */
  readonly name: string
  /** A text of ours, with the calls that it names as they are made there. */
  readonly worded: (text: string) => string
}

let calling: Calling | null = null

/** From now on a script is called, and names others, so. */
export function speakAs(as: Calling): void {
  calling = as
}

export function calledName(own: string): string {
  return calling?.name ?? own
}

export function worded(text: string): string {
  return calling === null ? text : calling.worded(text)
}
