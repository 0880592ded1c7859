/** The part of the panel about what was seen: it says so of the visitor's messages, and tells what they see of agents'. */
export { SeenMark } from '../components/SeenMark.tsx'
export { receiptTexts as texts } from '../locales/en/receipts.ts'
export { tellSeen } from './tell-seen.ts'
