import { afterEach, describe, expect, it, vi } from 'vitest'
import { isPageHidden, watchWake } from '../../../client/page-wake.ts'

/** A page that can be hidden, with the events of its window and document. */
function page() {
  const document = Object.assign(new EventTarget(), { hidden: false })
  const window = new EventTarget()
  vi.stubGlobal('document', document)
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window))
  vi.stubGlobal('removeEventListener', window.removeEventListener.bind(window))
  return { document, window }
}
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a page', () => {
  it('wakes when it is online again, shown again, or looked at again, until nobody watches', () => {
    const { document, window } = page()
    const woken = vi.fn<() => void>()
    const stop = watchWake(woken)
    const all = () => {
      window.dispatchEvent(new Event('online'))
      window.dispatchEvent(new Event('pageshow'))
      document.dispatchEvent(new Event('visibilitychange'))
    }
    all()
    expect(woken).toHaveBeenCalledTimes(3)
    document.hidden = true
    expect(isPageHidden()).toBe(true)
    all()
    // A hidden one is only online again.
    expect(woken).toHaveBeenCalledTimes(4)
    stop()
    document.hidden = false
    all()
    expect(woken).toHaveBeenCalledTimes(4)
  })

  it('that is none never wakes, nor is it hidden', () => {
    expect(() => watchWake(() => undefined)()).not.toThrow()
    expect(isPageHidden()).toBe(false)
  })
})
