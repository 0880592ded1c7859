import { describe, expect, it } from 'vitest'

import type { Position } from '../../store/geometry/geometry.ts'
import { boxAround, metersBetween } from '../../store/geometry/sphere.ts'

/** Places all over the globe, closer to each other near the poles and the date line. */
const LONGITUDES = [-180, -179.9, -120, -0.1, 0, 33.3, 90, 179.9, 180]
const LATITUDES = [-90, -89.9, -45, 0, 0.1, 60, 89.9, 90]
const PLACES = LONGITUDES.flatMap((x) => LATITUDES.map((y): Position => [x, y]))

describe('a box around a place', () => {
  it.each([0, 1, 20_000, 1_000_000, 9_000_000, 21_000_000])('has everything within %i meters', (meters) => {
    for (const center of PLACES) {
      const box = boxAround(center, meters)
      const outside = PLACES.filter(([x, y]) => x < box.minX || x > box.maxX || y < box.minY || y > box.maxY)
      expect(outside.filter((place) => metersBetween(center, place) <= meters)).toEqual([])
    }
  })

  it('is no larger than it must be', () => {
    const { minX, maxX, minY, maxY } = boxAround([10, 60], 100_000)
    expect([minX, maxX].map((x) => metersBetween([10, 60], [x, 60]))).toEqual([
      expect.closeTo(100_000, -2),
      expect.closeTo(100_000, -2),
    ])
    expect([minY, maxY].map((y) => metersBetween([10, 60], [10, y]))).toEqual([
      expect.closeTo(100_000, -1),
      expect.closeTo(100_000, -1),
    ])
  })
})
