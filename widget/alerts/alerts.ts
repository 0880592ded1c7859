/** The part of the panel that tells a visitor who looks elsewhere of an answer. */
export { alertTexts as texts } from '../locales/en/alerts.ts'
export { areAlertsOn, switchAlerts } from './switch-alerts.ts'
export { tellOfArrival } from './tell-of-arrival.ts'
