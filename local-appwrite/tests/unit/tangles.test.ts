import { describe, expect, it } from 'vitest'

import type { Position, Shape } from '../../store/geometry/geometry.ts'
import { areTangled, isTangled } from '../../store/geometry/tangles.ts'

const line = (count: number, at: (index: number) => Position): Shape => ({
  type: 'linestring',
  coordinates: Array.from({ length: count }, (_none, index) => at(index)),
})
/** Goes up and down on its way to the right. */
const zigzag = (count: number) => line(count, (index) => [index / 100, index % 2])
/** Goes left and right on its way up. */
const ladder = (count: number) => line(count, (index) => [(index % 2) * 100, index / count])
/** Every second corner is far away, in directions that turn: each segment crosses about half of the others. */
const knot = (count: number) =>
  line(count, (index) => [Math.cos(index * 2.4) * 10, Math.sin(index * 2.4) * 10])

describe('shapes', () => {
  it('of ten thousand positions are no tangle, however they run', () => {
    expect(isTangled(zigzag(10_000))).toBe(false)
    const round: Position[] = Array.from({ length: 9_999 }, (_none, index) => [
      Math.cos((index / 9_999) * 2 * Math.PI),
      Math.sin((index / 9_999) * 2 * Math.PI),
    ])
    const coordinates = [[...round, round[0] ?? [0, 0]] satisfies Position[]]
    expect(isTangled({ type: 'polygon', coordinates })).toBe(false)
    expect(isTangled({ type: 'point', coordinates: [1, 1] })).toBe(false)
  })

  it('that cross themselves thousands of times are one', () => {
    expect(isTangled(knot(50))).toBe(false)
    expect(isTangled(knot(1_000))).toBe(true)
    expect(isTangled(knot(10_000))).toBe(true)
  })

  it('that cross each other thousands of times are one', () => {
    expect(
      areTangled(
        zigzag(10_000),
        line(2, (index) => [index * 100, 0.5]),
      ),
    ).toBe(false)
    expect(areTangled(zigzag(10_000), ladder(200))).toBe(true)
    expect(areTangled(ladder(200), zigzag(10_000))).toBe(true)
    // The second begins beside the end of the first: its ends lie on both sides of the first one's line.
    const low = line(200, (index) => (index % 2 === 0 ? [0, 0] : [1, 0.1]))
    const steep = line(200, (index) => (index % 2 === 0 ? [1, 0.05] : [3, 5]))
    expect(areTangled(low, steep)).toBe(false)
    expect(areTangled(low, low)).toBe(true)
  })
})
