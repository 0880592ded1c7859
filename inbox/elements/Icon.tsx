/**
 * Icons of Lucide (https://lucide.dev), ISC licence, copyright (c) Lucide Contributors 2022; portions copyright (c)
 * Cole Bemis 2013-2022 as part of Feather (MIT).
 */
const paths = {
  x: 'M18 6 6 18M6 6l12 12',
  refresh:
    'M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8M21 3v5h-5M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1-6.74-2.74L3 16M8 16H3v5',
  arrowLeft: 'm12 19-7-7 7-7M19 12H5',
  send: 'm5 12 7-7 7 7M12 19V5',
} as const

/** An icon beside words that say the same: screen readers skip it. */
export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
