import type { LateTexts } from '../late-texts.ts'

export const receiptTexts: Pick<LateTexts, 'seenBy'> = { seenBy: 'Seen by #' }
