import { measures, type Figure, type MeasureName } from './measures.ts'

/**
 * What the half that is reported has to reach, as shares from 0 to 1 of all languages together: the least of a good measure,
 * the most of a bad one.
 */
const FLOORS: Readonly<Partial<Record<MeasureName, number>>> = {
  answersRight: 0.55,
  answeredOrOffered: 0.72,
  irrelevant: 0.075,
  handedOver: 0.9,
  smallTalk: 0.9,
  ownLanguage: 0.99,
  refused: 0.75,
  madeUp: 0,
}

/** The floor of a figure; null if it has none. */
export function floorOf({ measure, language }: Figure): number | null {
  return language === 'all' ? (FLOORS[measure] ?? null) : null
}

/** Whether a figure is on the right side of its floor, or has none. */
export function isMet(figure: Figure, floor: number | null = floorOf(figure)): boolean {
  if (floor === null || figure.share === null) return true
  return measures[figure.measure].isGood ? figure.share.share >= floor : figure.share.share <= floor
}
