/** Icons of Lucide as in `elements/icons.ts`, which the conversation alone needs. */
export const arrowLeft = 'm12 19-7-7 7-7M19 12H5'
export const send = 'm5 12 7-7 7 7M12 19V5'
export const info = 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M12 16v-4M12 8h.01'
