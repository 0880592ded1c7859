import type { Emit, WidgetEventName } from './widget-events.ts'

/** An event as listeners get it. */
export interface WidgetEvent {
  readonly type: WidgetEventName
  /** When, in milliseconds since 1970 by this page's clock. */
  readonly at: number
  readonly [detail: string]: unknown
}

export interface EventHub {
  readonly emit: Emit
  /** Returns how to stop listening. `ready` calls back at once when it has happened already. */
  readonly on: (name: string, listener: (event: WidgetEvent) => void) => () => void
}

/** Tells listeners, and the window by `porchlight:NAME`. A listener that throws is reported as the page's own error. */
export function createEventHub(): EventHub {
  const listeners = new Map<string, Set<(event: WidgetEvent) => void>>()
  let ready: WidgetEvent | undefined

  function call(listener: (event: WidgetEvent) => void, event: WidgetEvent): void {
    try {
      listener(event)
    } catch (thrown) {
      reportError(thrown)
    }
  }

  return {
    emit: (type, detail) => {
      const event = { ...detail, type, at: Date.now() }
      if (type === 'ready') ready = event
      for (const listener of listeners.get(type) ?? []) call(listener, event)
      dispatchEvent(new CustomEvent(`porchlight:${type}`, { detail: event }))
    },
    on: (name, listener) => {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener))
      if (name === 'ready' && ready) call(listener, ready)
      return () => set.delete(listener)
    },
  }
}
