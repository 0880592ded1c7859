import { VIEWS, type View } from './sessions/view.ts'

/** The address bar remembers the view and the open session: `#waiting/s_123`. */
export function readHash(hash: string): { readonly view: View; readonly sessionId: string | null } {
  const [name = '', sessionId = ''] = hash.replace(/^#/, '').split('/')
  return { view: VIEWS.find((one) => one === name) ?? 'open', sessionId: sessionId === '' ? null : sessionId }
}

export function writeHash(view: View, sessionId: string | null): string {
  return sessionId === null ? `#${view}` : `#${view}/${sessionId}`
}
