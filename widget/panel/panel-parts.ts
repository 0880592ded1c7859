import { ChatError, codeOf } from '../../client/chat-error.ts'
import type { FunctionAnswer } from '../../client/execute-function.ts'
import { begin } from './begin.ts'
import { hasDraft, hasWritten } from './has-written.ts'
import { lazyPart } from './lazy-part.ts'
import type { ConversationPart, MorePart, PanelContext } from './panel-context.ts'
import type { PanelHost } from '../launcher/panel-host.ts'
import type { WidgetOptions } from './read-options.ts'
import type { ChatState } from '../store/chat-state.ts'
import { startRequest } from '../store/start-request.ts'
import type { Store } from '../store/store.ts'
import type { Words } from './words.ts'

/** The panel on the page, as its pieces know it. */
export interface MountedPanel {
  readonly host: PanelHost
  readonly options: WidgetOptions
  readonly store: Store<ChatState>
  readonly words: Words
  readonly addStyles: (text: string) => void
  /** Shows what is new. */
  readonly draw: () => void
  /** How the parts that run by themselves are stopped: at once when the panel is gone already; then false. */
  readonly onGone: (...stops: (() => void)[]) => boolean
}

/** What the components get: the state, and the parts that are fetched when they are needed. */
export function panelParts(mounted: MountedPanel): PanelContext {
  const { host, options, store, words, addStyles, draw, onGone } = mounted
  const { projectId } = options
  const { get, set } = store
  let begun: Promise<FunctionAnswer> | null = null

  const importConversation = () =>
    import('../conversation/conversation.tsx').then((part) => {
      words.add('conversation', part.texts)
      draw()
      return part
    }, unreachable)
  const conversation = lazyPart<ConversationPart>(async () => {
    const part = await importConversation()
    addStyles(part.styles)
    Object.assign(panel, { formats: part.timeFormats(() => get().locale, words.texts) })
    const storage = part.openStorage(projectId)
    const chat = part.createChat({
      // Its `emit` and `close`.
      ...host,
      client: part.createChatClient(options),
      storage,
      tab: part.openTab(projectId, storage),
      store,
      begun,
    })
    if (onGone(chat.stop)) void chat.begin()
    draw()
    return { ...part, chat, isKept: storage.isPersistent }
  })
  const more = lazyPart<MorePart>(async () => {
    const [part, { chat }] = await Promise.all([
      import('../more/more.tsx').catch(unreachable),
      conversation.load(),
    ])
    addStyles(part.styles)
    words.add('more', part.texts)
    return { ...part, actions: part.createChatActions(chat.parts) }
  })
  const help = lazyPart(() =>
    import('../help/help.tsx').then((part) => part.createHelp(panel, mounted), unreachable),
  )

  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the later parts add what their components need before these are drawn
  const panel = {
    texts: words.texts,
    addTexts: words.add,
    addLateTexts: words.addLate,
    addStyles,
    speak: words.speak,
    tag: host.settings,
    get,
    set,
    now: () => conversation.get()?.chat.now() ?? Date.now(),
    begin: () => {
      set({ phase: 'loading', problem: null })
      void start()
    },
    close: host.close,
    setDraft: (draft) => {
      set({ draft })
      // Whoever writes is about to send.
      if (draft) conversation.load().then(({ chat }) => chat.setDraft(get().draft), ignore)
    },
    conversation,
    prepare: () => void importConversation().catch(ignore),
    more,
    help,
    withChat: (work) => attempt(async () => work((await conversation.load()).chat)),
    withMore: (work) => attempt(async () => work(await more.load())),
  } as PanelContext

  async function start(): Promise<void> {
    // Somebody who has written before continues with that; the same part tries again after a failure.
    if (
      hasWritten(projectId) ||
      hasDraft(projectId) ||
      conversation.get() ||
      get().identity ||
      document.URL.match('porchlight=')
    ) {
      return panel.withChat((chat) => chat.begin())
    }
    help.load().catch(ignore)
    begun = (await begin(options, store, () => startRequest(get())))?.begun ?? null
    // What else may have failed has its sentence there.
    if (get().problem) panel.prepare()
  }

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    // It is tried again: the connection's error is shown once more, or not.
    set({ problem: null })
    try {
      await work()
    } catch (thrown) {
      set({ problem: codeOf(thrown), ...(get().phase !== 'ready' && { phase: 'failed' }) })
    }
    draw()
  }

  return panel
}

function unreachable(cause: unknown): never {
  throw new ChatError('network', 'part', 0, { cause })
}

function ignore(): void {
  // A failure is shown when the part is used.
}
