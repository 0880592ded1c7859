/** A share of some cases, and between which shares the true one is with 95 % confidence. */
export interface Share {
  readonly share: number
  readonly low: number
  readonly high: number
}

/** Of the normal distribution, for 95 %. */
const Z = 1.959964

/** Wilson's interval, which also holds for few cases and shares near 0 and 1. Null without cases. */
export function wilsonInterval(met: number, of: number): Share | null {
  if (of === 0) return null
  const share = met / of
  const square = Z ** 2 / of
  const middle = (share + square / 2) / (1 + square)
  const reach = (Z * Math.sqrt((share * (1 - share)) / of + square / (4 * of))) / (1 + square)
  return { share, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}
