import { openStorage } from '../../client/browser-storage.ts'
import { openTab } from '../../client/browser-tab.ts'
import { createChatClient } from '../../client/chat-client.ts'
import { createChat, type Chat } from '../../widget/store/chat.ts'
import { createChatActions, type ChatActions } from '../../widget/store/chat-actions.ts'
import { initialState, type ChatState } from '../../widget/store/chat-state.ts'
import { tryAgain } from '../../widget/page/try-again.ts'
import { createStore } from '../../widget/store/store.ts'
import type { Browser } from './browser.ts'
import { runAs, type Owner } from './owner.ts'

/** The widget in one tab, without its looks: its real store and client. */
export interface VisitorTab {
  readonly owner: Owner
  readonly browser: Browser
  readonly get: () => ChatState
  readonly do: (work: (chat: Chat, actions: ChatActions) => unknown) => void
}

/** @param owner of all that the tab does; the world knows whose it is before anything runs */
export function openVisitorTab(
  owner: Owner,
  browser: Browser,
  target: { readonly endpoint: string; readonly projectId: string },
): VisitorTab {
  return runAs(owner, () => {
    const storage = openStorage(target.projectId, browser.disk)
    const store = createStore<ChatState>({ ...initialState, isOpen: true })
    const chat = createChat({
      client: createChatClient(target),
      storage,
      tab: openTab(target.projectId, storage),
      store,
      emit: () => undefined,
      close: () => undefined,
      begun: null,
    })
    const actions = createChatActions(chat.parts)
    void chat.begin()
    // As the panel does while the chat could not be reached.
    tryAgain(store, {
      begin: () => void chat.begin(),
      conversation: { get: () => chat },
      withChat: async (work) => work(),
    })
    return {
      owner,
      browser,
      get: store.get,
      do: (work) => {
        if (owner.isAlive) runAs(owner, () => void work(chat, actions))
      },
    }
  })
}
