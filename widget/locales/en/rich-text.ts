import type { LateTexts } from '../late-texts.ts'

export const richTextTexts: Pick<LateTexts, 'code'> = { code: { copy: 'Copy', copied: 'Copied' } }
