/** The part of the panel that formats messages with markup, and articles. */
export { RichArticle, RichText } from '../components/RichText.tsx'
export { richTextTexts as texts } from '../locales/en/rich-text.ts'
export { richTextStyles as styles } from './rich-text-styles.ts'
