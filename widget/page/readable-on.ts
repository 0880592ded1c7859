import { luminance } from './color.ts'

/** WCAG 2.2, 1.4.3: text against its background. */
const TEXT_CONTRAST = 4.5

/** A `#rrggbb` colour, moved towards white or black until it is readable as text on a background. */
export function readableOn(color: string, background: string): string {
  const target = luminance(background) > 0.18 ? 0 : 255
  for (let share = 0; ; share += 0.1) {
    const mixed = mix(color, target, Math.min(share, 1))
    if (share >= 1 || contrast(mixed, background) >= TEXT_CONTRAST) return mixed
  }
}

/** WCAG's contrast ratio of two colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [one, other] = [luminance(a) + 0.05, luminance(b) + 0.05]
  return Math.max(one / other, other / one)
}

function mix(color: string, target: number, share: number): string {
  return color.replace(/[^#]{2}/g, (channel) => {
    const value = Number.parseInt(channel, 16)
    return Math.round(value + (target - value) * share)
      .toString(16)
      .padStart(2, '0')
  })
}
