/** Of Lucide, see icons.tsx. */
export const helpIcons = {
  arrowLeft: 'm12 19-7-7 7-7M19 12H5',
  search: 'M11 3a8 8 0 1 0 0 16 8 8 0 1 0 0-16M21 21l-4.3-4.3',
  chevron: 'm9 18 6-6-6-6',
  out: 'M15 3h6v6M10 14 21 3M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6',
} as const
