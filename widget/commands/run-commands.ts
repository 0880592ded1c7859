import type { SessionChange } from '../../client/chat-client.ts'
import { readTheme } from '../../contract/theme.ts'
import type { PanelHost, QueuedCommand } from '../launcher/panel-host.ts'
import type { PanelContext } from '../panel/panel-context.ts'
import { warnOfTheme } from '../panel/warn-of-theme.ts'

/**
 * Runs the page's commands in their order; those for an open panel wait for that.
 *
 * @param hasBegun commands after the session's start are stored with it
 */
export function runCommands({ q, warn }: PanelHost, panel: PanelContext, hasBegun: boolean): void {
  const { get, set } = panel

  function keep(change: SessionChange): void {
    if (hasBegun) void panel.withMore(({ actions }) => actions.change(change))
  }

  function run([name, value]: QueuedCommand): void {
    const text = typeof value === 'string' ? value.trim() : ''
    switch (name) {
      case 'setMeta':
        set({ userMeta: { ...get().userMeta, ...value } })
        return keep({ userMeta: value })
      case 'setTheme': {
        const { theme, rejected } = readTheme(value)
        warnOfTheme(warn, rejected)
        set({ theme })
        return keep({ theme })
      }
      case 'compose':
        return panel.setDraft(text)
      case 'newChat':
        return void panel.withMore(({ actions }) => actions.newChat())
      case 'send':
        if (text) void panel.withChat((chat) => chat.send(text))
    }
  }

  for (;;) {
    const next = q[0]
    if (!next || !(get().isOpen || next[0].startsWith('set'))) return
    q.shift()
    run(next)
  }
}
