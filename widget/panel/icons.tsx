/**
 * Icons of Lucide (https://lucide.dev), ISC licence, copyright (c) Lucide Contributors 2022; portions copyright (c)
 * Cole Bemis 2013-2022 as part of Feather (MIT). Outlines on a 24 px grid; further ones beside the parts that use them.
 */
export const icons = {
  x: 'M18 6 6 18M6 6l12 12',
  arrowUp: 'm5 12 7-7 7 7M12 19V5',
  ellipsis:
    'M12 11a1 1 0 1 0 0 2 1 1 0 1 0 0-2M19 11a1 1 0 1 0 0 2 1 1 0 1 0 0-2M5 11a1 1 0 1 0 0 2 1 1 0 1 0 0-2',
  message: 'M7.9 20A9 9 0 1 0 4 16.1L2 22Z',
  alert: 'M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20M12 8v4M12 16h.01',
} as const

/** An icon beside a text of the same meaning: screen readers skip it. */
export function Icon({ path }: { readonly path: string }) {
  return (
    <svg viewBox="0 0 24 24" class="icon" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}
