import type { BrowserStorage } from '../../client/browser-storage.ts'
import { beep } from './beep.ts'

/** Where this browser keeps that its visitor wants them. */
const ALERTS = 'alerts'

export function areAlertsOn(storage: BrowserStorage): boolean {
  return storage.get(ALERTS) === 'on'
}

/** By a press of the visitor's, who hears at once what it sounds like: only then the browser is asked for its permission. */
export function switchAlerts(storage: BrowserStorage): void {
  const isOn = !areAlertsOn(storage)
  storage.set(ALERTS, isOn ? 'on' : null)
  if (!isOn) return
  beep()
  if (typeof Notification !== 'undefined' && Notification.permission === 'default') {
    void Notification.requestPermission()
  }
}
