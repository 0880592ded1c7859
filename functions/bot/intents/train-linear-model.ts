import type { Features } from './features.ts'
import { createRandom } from './random.ts'
import { placeOf, softmax, type LinearModel } from './softmax.ts'

/** A text whose class is known, by its number. */
export interface Example {
  readonly features: Features
  readonly target: number
}

/** Times that each example is learned from; more change little. */
const EPOCHS = 6
const FIRST_RATE = 6
/** Pulls weights to nothing, so that what occurs once does not decide. */
const DECAY = 1e-6

/**
 * Multinomial logistic regression by stochastic gradient descent. The same examples give the same weights, to the bit.
 *
 * @param buckets how many features are told apart; a power of two
 */
export function trainLinearModel(
  examples: readonly Example[],
  classes: number,
  buckets: number,
): LinearModel {
  const weights = new Float32Array(buckets * classes)
  const model: LinearModel = { weights, step: 1, classes, buckets }
  const random = createRandom()
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffled(examples, random).forEach((example, at) => {
      const rate = FIRST_RATE * (1 - (epoch + at / examples.length) / EPOCHS)
      learn(model, weights, example, rate)
    })
  }
  return model
}

/** A step of gradient descent, on the weights that decided. */
function learn(model: LinearModel, weights: Float32Array, { features, target }: Example, rate: number): void {
  const { hashes, weights: strengths } = features
  const errors = softmax(features, model)
  for (let one = 0; one < errors.length; one++) errors[one] = (one === target ? 1 : 0) - (errors[one] ?? 0)
  const kept = 1 - rate * DECAY
  for (let at = 0; at < hashes.length; at++) {
    const first = placeOf(model, hashes[at] ?? 0)
    const change = rate * (strengths[at] ?? 0)
    for (let one = 0; one < errors.length; one++) {
      weights[first + one] = (weights[first + one] ?? 0) * kept + change * (errors[one] ?? 0)
    }
  }
}

/** Fisher and Yates. */
function shuffled<T>(given: readonly T[], random: (below: number) => number): readonly T[] {
  const items = [...given]
  for (let at = items.length - 1; at > 0; at--) {
    const other = random(at + 1)
    const [one, two] = [items[at], items[other]]
    if (one !== undefined && two !== undefined) [items[at], items[other]] = [two, one]
  }
  return items
}
