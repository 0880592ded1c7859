/** The accent of themes that name none. */
export const DEFAULT_ACCENT = '#4353c9'

/** The darkest background on which black reads no worse than white: there both have 4.58:1. */
const MIDDLE = 0.179

/** Black or white, whichever is more readable on a `#rrggbb` colour: always 4.5:1 or better (WCAG 2.2, 1.4.3). */
export function textOn(color: string): string {
  return luminance(color) < MIDDLE ? '#ffffff' : '#000000'
}

/** WCAG's relative luminance, 0 to 1. */
export function luminance(color: string): number {
  const share = (at: number) => {
    const value = Number(`0x${color.slice(at, at + 2)}`) / 255
    return value < 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * share(1) + 0.7152 * share(3) + 0.0722 * share(5)
}
