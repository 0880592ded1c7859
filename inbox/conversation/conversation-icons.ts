/** Icons of Lucide as in `elements/icons.ts`, which the conversation alone needs. */
export const arrowLeft = 'm12 19-7-7 7-7M19 12H5'
export const send = 'm5 12 7-7 7 7M12 19V5'
export const info = 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M12 16v-4M12 8h.01'
export const paperclip =
  'm21.44 11.05-9.19 9.19a6 6 0 0 1-8.49-8.49l8.57-8.57A4 4 0 1 1 18 8.84l-8.59 8.57a2 2 0 0 1-2.83-2.83l8.49-8.48'
export const file = 'M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7ZM14 2v6h6'
