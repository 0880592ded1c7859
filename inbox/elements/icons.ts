/**
 * Icons of Lucide (https://lucide.dev), ISC licence, copyright (c) Lucide Contributors 2022; portions copyright (c)
 * Cole Bemis 2013-2022 as part of Feather (MIT).
 */
export const x = 'M18 6 6 18M6 6l12 12'
export const refresh = 'M21 12a9 9 0 1 1-9-9c2.52 0 4.93 1 6.74 2.74L21 8M21 3v5h-5'
