import { isRecord } from '../../contract/is-record.ts'
import type { NumberName } from '../../contract/statistics.ts'
import type { CounterRow } from '../../contract/tables/counters.ts'

/** Numbers by their names; one that is 0 is left out. */
export type Numbers = ReadonlyMap<NumberName, number>
/** Numbers of several things, by what these are called. */
export type NumbersBy = ReadonlyMap<string, Numbers>

export const NOTHING: Numbers = new Map()

export function sumOf(one: Numbers, other: Numbers, times: 1 | -1 = 1): Numbers {
  const sum = new Map(one)
  for (const [name, value] of other) {
    const result = (sum.get(name) ?? 0) + times * value
    if (result === 0) sum.delete(name)
    else sum.set(name, result)
  }
  return sum
}

/** Of what is the same in both nothing is left. */
export function sumOfAll(one: NumbersBy, other: NumbersBy, times: 1 | -1 = 1): NumbersBy {
  const sum = new Map(one)
  for (const [key, numbers] of other) {
    const result = sumOf(sum.get(key) ?? NOTHING, numbers, times)
    if (result.size === 0) sum.delete(key)
    else sum.set(key, result)
  }
  return sum
}

export function areEqual(one: Numbers, other: Numbers): boolean {
  return sumOf(one, other, -1).size === 0
}

export function writeNumbers(numbers: Numbers): string {
  return JSON.stringify(Object.fromEntries([...numbers].sort(byName)))
}

export function writeNumbersBy(all: NumbersBy): string {
  const entries = [...all].sort(byName).map(([key, numbers]) => [key, Object.fromEntries(numbers)])
  return JSON.stringify(Object.fromEntries(entries))
}

/** Anything that isn't numbers counts as none: whoever counts everything again sets it right. */
export function readNumbers(text: string | null): Numbers {
  return numbersIn(parsed(text))
}

export function readNumbersBy(text: string | null): NumbersBy {
  const value = parsed(text)
  if (!isRecord(value)) return new Map()
  return new Map(Object.entries(value).map(([key, numbers]) => [key, numbersIn(numbers)]))
}

/** Those of counters, by the day, hour or agent of each. */
export function countedBy(rows: readonly CounterRow[]): NumbersBy {
  return new Map(rows.map((row) => [row.of ?? '', readNumbers(row.numbers)]))
}

function numbersIn(value: unknown): Numbers {
  if (!isRecord(value)) return NOTHING
  return new Map(
    Object.entries(value).flatMap(([name, number]) =>
      typeof number === 'number' && Number.isSafeInteger(number) && number !== 0
        ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a name that nobody looks up does no harm
          [[name as NumberName, number] as const]
        : [],
    ),
  )
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1
}
