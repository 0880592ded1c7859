import type { LateTexts } from '../late-texts.ts'

export const alertTexts: Pick<LateTexts, 'alerts'> = { alerts: 'Sound and notifications' }
