/**
 * The lines of a stream of text, as JSON has them: only a line feed ends one, for U+2028 and its like may stand inside of a
 * text. A byte order mark before the first is left out.
 */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let begun: string[] = []
  let isFirst = true
  const line = (end: string) => {
    const whole = [...begun, end].join('')
    begun = []
    const shown = isFirst ? whole.replace(/^\uFEFF/, '') : whole
    isFirst = false
    return shown
  }
  for await (const chunk of chunks) {
    const pieces = chunk.split('\n')
    const last = pieces.pop() ?? ''
    for (const piece of pieces) yield line(piece)
    begun.push(last)
  }
  const rest = line('')
  if (rest !== '') yield rest
}
