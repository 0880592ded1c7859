import type { SessionChange } from '../../client/chat-client.ts'
import { isRecord } from '../../contract/is-record.ts'
import { readTheme } from '../../contract/theme.ts'
import { readUserMetaChange } from '../../contract/user-meta.ts'
import type { PanelHost, QueuedCommand } from '../launcher/panel-host.ts'
import type { PanelContext } from '../panel/panel-context.ts'
import { warnOfTheme } from '../panel/warn-of-theme.ts'
import { whenStored } from './when-stored.ts'

/** Those that the visitor needn't see. */
const SILENT = ['setTheme', 'setMeta', 'setLocale', 'identify', 'logout']

/** Runs the page's commands in their order; those for an open panel wait for that. */
export function runCommands({ q, warn, emit, close }: PanelHost, panel: PanelContext): void {
  const { get, set } = panel

  /** What comes after the session's start is stored with it. */
  function keep(change: SessionChange): void {
    if (get().hasBegun) void panel.withMore(({ actions }) => actions.change(change))
  }

  function setMeta(value: unknown): void {
    const read = readUserMetaChange(value)
    if (!read.ok) return warn(`setMeta: ${read.rejected.join()}`)
    set({ userMeta: { ...get().userMeta, ...read.change } })
    keep({ userMeta: read.change })
  }

  async function setLocale(locale: string): Promise<void> {
    await panel.speak(locale)
    const { locale: spoken } = get()
    set({ chosenLocale: spoken })
    panel.conversation.get()?.chat.parts.context.memory.keepLocale(spoken)
    keep({ locale: spoken })
  }

  async function run([name, value]: QueuedCommand): Promise<string | null> {
    const text = typeof value === 'string' ? value.trim() : ''
    switch (name) {
      case 'setMeta':
        setMeta(value)
        break
      case 'identify':
        setMeta(value)
        emit('identity', { identified: isRecord(value) })
        break
      case 'setTheme': {
        const { theme, rejected } = readTheme(value)
        warnOfTheme(warn, rejected)
        set({ theme })
        keep({ theme })
        break
      }
      case 'setLocale':
        await setLocale(text)
        break
      case 'logout':
        close()
        await panel.withChat((chat) => chat.logOut())
        emit('identity', { identified: false })
        break
      case 'compose':
        panel.setDraft(text)
        break
      case 'newChat':
        await panel.withMore(({ actions }) => actions.newChat())
        break
      case 'send': {
        let id: string | null = null
        if (text) await panel.withChat((chat) => (id = chat.send(text)))
        return id && whenStored(id, () => get().outbox)
      }
      default:
        name satisfies never
    }
    return null
  }

  for (;;) {
    const next = q[0]
    if (!next || !(get().isOpen || SILENT.includes(next[0]))) return
    q.shift()
    void run(next).then(next[2])
  }
}
