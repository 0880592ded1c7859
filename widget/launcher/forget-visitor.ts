import { host, show } from './panel-loader.ts'
import { storedName } from './stored-name.ts'
import { guarded } from './warn.ts'

/**
 * Closes the panel, and forgets at once what this device keeps of the visitor, whether the panel is there, on its way or
 * never comes: a page that logs somebody out often leaves in the same turn.
 */
export function forgetVisitor(): void {
  show(false)
  guarded(() => {
    ;[localStorage, sessionStorage].forEach((storage) => {
      for (const key in storage)
        if (key.includes(storedName(host.settings['project'], ''))) delete storage[key]
    })
  })
}
