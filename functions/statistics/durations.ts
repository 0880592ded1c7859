import { endOfStep, type DurationName } from '../../contract/statistics.ts'
import type { Numbers } from './numbers.ts'

/** How long something took, in seconds; null when there were none. */
export interface Durations {
  readonly count: number
  readonly averageSeconds: number | null
  /** So many seconds or less in half of the cases, and in nine of ten; right within a step of the scale, 19 %. */
  readonly medianSeconds: number | null
  readonly p90Seconds: number | null
}

export function durationsOf(numbers: Numbers, name: DurationName): Durations {
  const count = numbers.get(`${name}_count`) ?? 0
  const seconds = numbers.get(`${name}_seconds`) ?? 0
  return {
    count,
    averageSeconds: count === 0 ? null : Math.round(seconds / count),
    medianSeconds: quantileOf(numbers, name, count, 0.5),
    p90Seconds: quantileOf(numbers, name, count, 0.9),
  }
}

function quantileOf(numbers: Numbers, name: DurationName, count: number, share: number): number | null {
  const steps = [...numbers]
    .flatMap(([key, amount]) => {
      const [, step] = new RegExp(`^${name}_(\\d+)$`).exec(key) ?? []
      return step === undefined ? [] : [{ step: Number(step), amount }]
    })
    .sort((one, other) => one.step - other.step)
  let below = 0
  for (const { step, amount } of steps) {
    below += amount
    if (below >= count * share && count > 0) return endOfStep(step)
  }
  return null
}
