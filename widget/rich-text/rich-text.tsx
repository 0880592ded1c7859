/** The part of the panel that formats messages with markup. */
export { RichText } from '../components/RichText.tsx'
export { copyTexts } from './copy-texts.ts'
export { richTextStyles as styles } from './rich-text-styles.ts'
