import { readShape } from '../../services/schema/geometry-values.ts'
import type { GeometryType } from '../../store/geometry/geometry.ts'
import { refusal, type Reader } from '../params.ts'

/** Coordinates of a shape of this type, as they were sent. */
export function coordinates(type: GeometryType): Reader<unknown> {
  return (value, name) => {
    const refuse = (why: string) => refusal(name, `Value must be a valid ${type}: ${why}`)
    // Appwrite takes well-known text in rows, and lists alone for a default.
    if (!Array.isArray(value)) throw refuse('Value must be a valid array')
    const list: unknown[] = value
    readShape(type, list, refuse)
    return list
  }
}
