/**
 * Whether one word becomes another by at most so many typing errors: letters left out, added, changed, or two swapped.
 * Stops as soon as it can't. Words have at most 64 letters.
 */
export function typingErrors(one: string, other: string, atMost: number): number | null {
  if (Math.abs(one.length - other.length) > atMost) return null
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let line = 1; line <= one.length; line++) {
    const next = [line]
    let least = line
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[line - 1] === other[column - 1]
      let cost = Math.min(
        (next[column - 1] ?? 0) + 1,
        (row[column] ?? 0) + 1,
        (row[column - 1] ?? 0) + (isSame ? 0 : 1),
      )
      if (
        line > 1 &&
        column > 1 &&
        one[line - 1] === other[column - 2] &&
        one[line - 2] === other[column - 1]
      ) {
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1)
      }
      next.push(cost)
      least = Math.min(least, cost)
    }
    if (least > atMost) return null
    before = row
    row = next
  }
  const errors = row[other.length] ?? Infinity
  return errors <= atMost ? errors : null
}
