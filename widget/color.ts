/** WCAG 2.2, 1.4.3: text against what it stands on. */
const TEXT_CONTRAST = 4.5

/** The accent of themes that name none. */
export const DEFAULT_ACCENT = '#4353c9'

/** Black or white, whichever is readable on a colour: one of the two always has 4.5:1. White where both do. */
export function textOn(color: string): string {
  return contrast(color, '#ffffff') >= TEXT_CONTRAST ? '#ffffff' : '#000000'
}

/** WCAG's contrast ratio of two `#rrggbb` colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [one, other] = [luminance(a) + 0.05, luminance(b) + 0.05]
  return Math.max(one / other, other / one)
}

/** A colour, moved towards white or black until it is readable as text on a background. */
export function readableOn(color: string, background: string): string {
  const target = luminance(background) > 0.18 ? 0 : 255
  for (let share = 0; share < 1; share += 0.1) {
    const mixed = `#${channels(color)
      .map((value) =>
        Math.round(value + (target - value) * share)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`
    if (contrast(mixed, background) >= TEXT_CONTRAST) return mixed
  }
  return target === 0 ? '#000000' : '#ffffff'
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = channels(color).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function channels(color: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
}
