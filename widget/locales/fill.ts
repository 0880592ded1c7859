/** Puts a value in its place in a text. */
export function fill(text: string, value: string): string {
  // By a function: a name may contain what `replace` takes for a pattern.
  return text.replace('#', () => value)
}
