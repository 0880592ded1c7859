import type { Box, Position } from './geometry.ts'

/** Meters; the globe that Appwrite measures on. */
const EARTH_RADIUS = 6_371_000
/** What rounding may take from a box. */
const MARGIN = 1e-9

const radians = (degrees: number) => (degrees * Math.PI) / 180
const degrees = (angle: number) => (angle * 180) / Math.PI

/** The way along the globe in meters. Latitudes must be within -90 to 90. */
export function metersBetween([x, y]: Position, [otherX, otherY]: Position): number {
  const rise = Math.sin(radians(otherY - y) / 2) ** 2
  const turn = Math.sin(radians(otherX - x) / 2) ** 2
  const chord = rise + Math.cos(radians(y)) * Math.cos(radians(otherY)) * turn
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** A box in degrees around every place within so many meters; it has all longitudes where a pole or ±180° is near. */
export function boxAround([x, y]: Position, meters: number): Box {
  const angle = (Math.max(0, meters) / EARTH_RADIUS) * (1 + MARGIN) + MARGIN
  const height = degrees(angle)
  const [minY, maxY] = [y - height, y + height]
  if (minY <= -90 || maxY >= 90) return { minX: -180, maxX: 180, minY, maxY }
  const width = degrees(Math.asin(Math.min(1, Math.sin(angle) / Math.cos(radians(y)))))
  const [minX, maxX] = [x - width, x + width]
  return minX < -180 || maxX > 180 ? { minX: -180, maxX: 180, minY, maxY } : { minX, maxX, minY, maxY }
}
