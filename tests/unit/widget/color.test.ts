import { describe, expect, it } from 'vitest'
import { DEFAULT_ACCENT, textOn } from '../../../widget/page/color.ts'
import { contrast, readableOn } from '../../../widget/page/readable-on.ts'

/** A grid over all colours, fine enough to meet the hard ones in the middle. */
const colors: string[] = []
for (let r = 0; r < 256; r += 15) {
  for (let g = 0; g < 256; g += 15) {
    for (let b = 0; b < 256; b += 15) {
      colors.push(`#${[r, g, b].map((value) => value.toString(16).padStart(2, '0')).join('')}`)
    }
  }
}

describe('colours', () => {
  it('agree with WCAG on known pairs', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  it('of text on any accent have 4.5:1', () => {
    for (const color of colors) expect(contrast(color, textOn(color)), color).toBeGreaterThanOrEqual(4.5)
  })

  it('of accents as text have 4.5:1 on both backgrounds', () => {
    for (const background of ['#ffffff', '#f1f2f5', '#17191e', '#262932']) {
      for (const color of colors) {
        expect(contrast(readableOn(color, background), background), color).toBeGreaterThanOrEqual(4.5)
      }
    }
  })

  it('that are readable already stay as they are', () => {
    expect(readableOn(DEFAULT_ACCENT, '#f1f2f5')).toBe(DEFAULT_ACCENT)
  })
})
