import type { WidgetEventName, WidgetEvents } from './widget-events.ts'

/** An event as listeners get it. */
export interface WidgetEvent {
  /** Counts the page's events. */
  readonly id: number
  readonly type: WidgetEventName
  /** When, in milliseconds since 1970 by this page's clock. */
  readonly at: number
  readonly [detail: string]: unknown
}

declare global {
  interface WindowEventMap {
    [type: `porchlight:${string}`]: CustomEvent<WidgetEvent>
  }
}

let count = 0
/** For who begins to listen after it. */
export let ready: WidgetEvent | undefined

/** Tells the window. Its own dispatch keeps one listener's error from the others, and reports it as the page's. */
export const emit = <N extends WidgetEventName>(type: N, fields?: WidgetEvents[N]): void => {
  const detail = { ...fields, type, at: Date.now(), id: (count += 1) }
  if (type === 'ready') ready = detail
  dispatchEvent(new CustomEvent(`porchlight:${type}`, { detail }))
}
