import type { Emit, WidgetEventName } from './widget-events.ts'

/** An event as listeners get it. */
export interface WidgetEvent {
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

/** Tells the window. Its own dispatch keeps one listener's error from the others, and reports it as the page's. */
export const emit: Emit = (type, detail) => {
  dispatchEvent(new CustomEvent(`porchlight:${type}`, { detail: { ...detail, type, at: Date.now() } }))
}

/** Calls back with each event of a name. Returns how to stop listening. */
export function listen(name: string, listener: (event: WidgetEvent) => void): () => void {
  const type = `porchlight:${name}` as const
  const call = ({ detail }: CustomEvent<WidgetEvent>) => listener(detail)
  addEventListener(type, call)
  return () => removeEventListener(type, call)
}
