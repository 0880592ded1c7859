import type { LinearModel } from './softmax.ts'

/**
 * Weights as text of one printable character each, for a bundle: what is left of a weight are 91 steps, from minus to plus
 * the largest. A string costs nothing until it is read, unlike so many numbers of JavaScript.
 */
const STEPS = 45
/** From `#` to `~` without the backslash, which would have to be escaped. */
const MIDDLE = '#'.charCodeAt(0) + STEPS
const BACKSLASH = '\\'.charCodeAt(0)

/** The text, with the number of classes and the size of a step before it. */
export function packModel({ weights, classes }: LinearModel): string {
  let largest = 0
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight))
  const step = largest / STEPS || 1
  const codes = Uint8Array.from(weights, (weight) => {
    const code = MIDDLE + Math.round(weight / step)
    return code >= BACKSLASH ? code + 1 : code
  })
  return `${classes} ${step} ${Buffer.from(codes).toString('latin1')}`
}

export function unpackModel(packed: string): LinearModel {
  const [classes = '', step = '', text = ''] = packed.split(' ')
  const codes = Buffer.from(text, 'latin1')
  const weights = new Int8Array(codes.length)
  // The first text after a cold start waits for this: by `from` or an iterator it takes ten to fifty times as long.
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index] ?? 0
    weights[index] = code > BACKSLASH ? code - 1 - MIDDLE : code - MIDDLE
  }
  return {
    weights,
    step: Number(step),
    classes: Number(classes),
    buckets: weights.length / Number(classes),
  }
}
