import type { Features } from './features.ts'

/** A linear classifier: for each bucket a weight of each class. */
export interface LinearModel {
  /** In units of `step`. Of a bucket, all classes stand together. */
  readonly weights: Float32Array | Int8Array
  readonly step: number
  readonly classes: number
  /** A power of two. */
  readonly buckets: number
}

/** Where in the weights a feature's begin. Those whose hashes share a bucket count as one. */
export function placeOf({ buckets, classes }: LinearModel, hash: number): number {
  return (hash & (buckets - 1)) * classes
}

/** How likely each class is, from 0 to 1. */
export function softmax({ hashes, weights: strengths }: Features, model: LinearModel): Float64Array {
  const { weights, step, classes } = model
  const scores = new Float64Array(classes)
  for (let at = 0; at < hashes.length; at++) {
    const strength = (strengths[at] ?? 0) * step
    const first = placeOf(model, hashes[at] ?? 0)
    for (let one = 0; one < classes; one++) {
      scores[one] = (scores[one] ?? 0) + strength * (weights[first + one] ?? 0)
    }
  }
  // The largest becomes e⁰: no exponential is too large for a number.
  const largest = Math.max(...scores)
  let sum = 0
  for (let one = 0; one < classes; one++) {
    const power = Math.exp((scores[one] ?? 0) - largest)
    scores[one] = power
    sum += power
  }
  for (let one = 0; one < classes; one++) scores[one] = (scores[one] ?? 0) / sum
  return scores
}
