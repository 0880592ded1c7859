import type { SessionChange } from '../../client/chat-client.ts'
import { isRecord } from '../../contract/is-record.ts'
import { readTheme } from '../../contract/theme.ts'
import { readUserMetaChange } from '../../contract/user-meta.ts'
import type { PanelHost, QueuedCommand } from '../launcher/panel-host.ts'
import { hasWritten } from '../panel/has-written.ts'
import type { PanelContext } from '../panel/panel-context.ts'
import { warnOfTheme } from '../panel/warn-of-theme.ts'
import { identifiedAs } from './identified-as.ts'
import { subjectOf } from './subject-of.ts'
import { whenStored } from './when-stored.ts'

/** Those that the visitor needn't see. */
const SILENT = ['setTheme', 'setMeta', 'setLocale', 'identify', 'logout']

/** The page's commands run in their order: each begins when the one before it has taken effect. */
let turn = Promise.resolve()

/** Runs the page's commands; those for an open panel wait for that. */
export function runCommands(host: PanelHost, panel: PanelContext): Promise<void> {
  turn = turn.then(() => runQueued(host, panel)).catch(host.warn)
  return turn
}

async function runQueued({ q, warn, emit, settings }: PanelHost, panel: PanelContext): Promise<void> {
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

  /** Whose chat is here stays theirs: another person begins anew, as after a log-out. */
  async function signIn(token: string): Promise<void> {
    const project = String(settings['project'])
    const subject = subjectOf(token)
    if (subject === null) return warn('identify: no token')
    const storage = panel.conversation.get()?.chat.parts.context.storage
    const known = storage ? storage.get('identity') : identifiedAs(project)
    const { hasBegun, messages, outbox } = get()
    const isUntouched = hasBegun && messages.length === 0 && outbox.length === 0 && !hasWritten(project)
    if (known !== subject && (known !== null || isUntouched)) await forget()
    // A chat that somebody unknown has begun goes on as it is: the next one is the signed-in visitor's.
    set({ identity: { subject, token } })
  }

  async function logOut(): Promise<void> {
    await forget()
    emit('identity', { identified: false })
  }

  async function forget(): Promise<void> {
    // Opened, or stored: then the part that has it, or will have it, forgets it.
    if (get().hasBegun || panel.conversation.get() || hasWritten(String(settings['project'])))
      await panel.withChat((chat) => chat.logOut())
    else set({ draft: '', unread: 0, userMeta: {}, identity: null, chosenLocale: null })
  }

  async function run([name, value, answer]: QueuedCommand): Promise<void> {
    const text = typeof value === 'string' ? value.trim() : ''
    switch (name) {
      case 'setMeta':
        setMeta(value)
        break
      case 'identify': {
        const { token, ...fields } = isRecord(value) ? value : {}
        if (typeof token === 'string') await signIn(token)
        setMeta(fields)
        emit('identity', { identified: isRecord(value) })
        break
      }
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
        await logOut()
        break
      case 'compose':
        panel.setDraft(text)
        break
      case 'newChat':
        await panel.withMore(({ actions }) => actions.newChat())
        break
      case 'article':
        if (text) await (await panel.help.load()).open(text)
        break
      case 'send': {
        let id: string | null = null
        if (text) await panel.withChat((chat) => (id = chat.send(text)))
        // Nobody waits for the server: what comes next is said behind it.
        if (id) return void whenStored(id, () => get().outbox).then(answer)
        break
      }
      default:
        name satisfies never
    }
    answer?.(null)
  }

  for (;;) {
    const next = q[0]
    if (!next || !(get().isOpen || SILENT.includes(next[0]))) return
    q.shift()
    await run(next)
  }
}
