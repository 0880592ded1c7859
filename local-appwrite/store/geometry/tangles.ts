import { linesOf, type Position, type Shape } from './geometry.ts'

interface Segment {
  from: Position
  to: Position
  minX: number
  maxX: number
  minY: number
  maxY: number
}

/** Places where a shape may meet itself, beside the ends that its segments share. */
const OWN_MEETINGS_MAX = 5_000
/** Places where two shapes that are compared may meet. */
const SHARED_MEETINGS_MAX = 10_000
/** Pairs of segments that are looked at more closely. */
const NEAR_PAIRS_MAX = 2_000_000

/** True when a shape meets itself so often that comparing it with another one would take seconds. */
export function isTangled(shape: Shape): boolean {
  const segments = segmentsOf(shape)
  // Each segment meets its neighbour.
  const most = OWN_MEETINGS_MAX + segments.length
  return segments.length ** 2 / 2 > most && meetsMoreThan(most, segments, null)
}

/** True when two shapes meet so often that comparing them would take seconds. */
export function areTangled(one: Shape, other: Shape): boolean {
  const [left, right] = [segmentsOf(one), segmentsOf(other)]
  return left.length * right.length > SHARED_MEETINGS_MAX && meetsMoreThan(SHARED_MEETINGS_MAX, left, right)
}

function segmentsOf(shape: Shape): Segment[] {
  return linesOf(shape).flatMap((line) =>
    line.slice(1).map((to, index) => {
      const from = line[index] ?? to
      return {
        from,
        to,
        minX: Math.min(from[0], to[0]),
        maxX: Math.max(from[0], to[0]),
        minY: Math.min(from[1], to[1]),
        maxY: Math.max(from[1], to[1]),
      }
    }),
  )
}

/** Walks from left to right and compares each segment with those that are not passed; `right` null is `left` itself. */
function meetsMoreThan(most: number, left: readonly Segment[], right: readonly Segment[] | null): boolean {
  const ofLeft: Segment[] = []
  const ofRight: Segment[] = right === null ? ofLeft : []
  const all = [
    ...left.map((segment) => ({ segment, own: ofLeft, others: ofRight })),
    ...(right ?? []).map((segment) => ({ segment, own: ofRight, others: ofLeft })),
  ].toSorted((one, other) => one.segment.minX - other.segment.minX)
  let [near, meetings] = [0, 0]
  for (const { segment, own, others } of all) {
    let kept = 0
    for (const other of others) {
      if (other.maxX < segment.minX) continue
      others[kept] = other
      kept += 1
      if (other.minY > segment.maxY || other.maxY < segment.minY) continue
      near += 1
      if (isBetween(segment, other) && isBetween(other, segment)) meetings += 1
      if (meetings > most || near > NEAR_PAIRS_MAX) return true
    }
    others.length = kept
    own.push(segment)
  }
  return false
}

/** True unless both ends of a segment lie on the same side of the other's line. Near enough for counting. */
function isBetween({ from, to }: Segment, line: Segment): boolean {
  const [x, y] = line.from
  const [dx, dy] = [line.to[0] - x, line.to[1] - y]
  const side = (place: Position) => dx * (place[1] - y) - dy * (place[0] - x)
  return side(from) * side(to) <= 0
}
