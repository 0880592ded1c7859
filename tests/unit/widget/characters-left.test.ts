import { expect, it } from 'vitest'
import { charactersLeft } from '../../../widget/store/characters-left.ts'

it('what a message may still get is counted in characters, not in halves of them', () => {
  expect(charactersLeft('')).toBe(4000)
  expect(charactersLeft('Hello')).toBe(3995)
  expect(charactersLeft('😀'.repeat(1700))).toBe(2300)
  expect(charactersLeft('😀'.repeat(3000))).toBe(1000)
  expect(charactersLeft('x'.repeat(4001))).toBe(-1)
})
