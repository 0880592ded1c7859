/** The part of the panel that asks how a chat was which is over. */
export { Rating } from '../components/Rating.tsx'
export { ratingTexts as texts } from '../locales/en/rating.ts'
export { ratingStyles as styles } from './rating-styles.ts'
