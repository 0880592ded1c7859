import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HelpClient } from '../../../client/help-client.ts'
import { createHelpActions } from '../../../widget/help/help-actions.ts'
import { initialState, type ChatState } from '../../../widget/store/chat-state.ts'
import { createStore } from '../../../widget/store/store.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Articles named after what is looked for, whose searches are answered when the test says so. */
function helpOf() {
  const answers = new Map<string, () => void>()
  const asked: string[] = []
  const listed = (title: string) => [{ articleId: title, title, excerpt: null }]
  const client: HelpClient = {
    list: async () => listed('first'),
    search: (text) => {
      asked.push(text)
      return new Promise((resolve) => answers.set(text, () => resolve(listed(text))))
    },
    read: async () => null,
  }
  const store = createStore<ChatState>(initialState)
  const panel = { ...store, setDraft: (draft: string) => store.set({ draft }) }
  const help = createHelpActions(
    client,
    panel,
    () => {},
    async () => () => null,
  )
  const shown = () => help.get().found?.articles.map(({ title }) => title) ?? null
  const answer = async (text: string) => {
    answers.get(text)?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { help, panel, asked, shown, answer }
}

describe('a search', () => {
  it('is made once who types pauses, not with each letter, and not of a letter alone', async () => {
    const { help, asked } = helpOf()
    for (const text of ['l', 'la', 'lan', 'lant ']) help.search(text)
    expect(asked).toEqual([])
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toEqual(['lant'])
    help.search('x')
    await vi.advanceTimersByTimeAsync(1000)
    expect(asked).toEqual(['lant'])
  })

  it('is made at once with Enter, and not again for what was found already', async () => {
    const { help, asked, shown, answer } = helpOf()
    help.search('lantern', true)
    expect(asked).toEqual(['lantern'])
    await answer('lantern')
    help.search('')
    expect(shown()).toBeNull()
    help.search('lantern')
    await vi.advanceTimersByTimeAsync(1000)
    expect(shown()).toEqual(['lantern'])
    expect(asked).toHaveLength(1)
  })

  it('shows what was typed last, however late an earlier answer comes', async () => {
    const { help, shown, answer } = helpOf()
    help.search('zeppelin', true)
    help.search('lantern', true)
    await answer('lantern')
    await answer('zeppelin')
    expect(shown()).toEqual(['lantern'])
    help.search('')
    expect(shown()).toBeNull()
  })
})

it('what is looked for is looked for anew in another language', async () => {
  const { help, asked, answer } = helpOf()
  help.search('lantern', true)
  await answer('lantern')
  await help.begin()
  expect(asked).toEqual(['lantern', 'lantern'])
  await answer('lantern')
  help.search('')
  await help.begin()
  expect(asked).toHaveLength(2)
})

describe('a question that goes along to the chat', () => {
  it('takes the place of nothing that the visitor has written there', () => {
    const { help, panel } = helpOf()
    panel.setDraft('Dear shop')
    help.ask('lantern')
    expect(panel.get()).toMatchObject({ view: 'chat', draft: 'Dear shop' })
  })
})

it('goes up level by level: from an article to the list it was opened from, then to the chat', async () => {
  const { help, panel } = helpOf()
  await help.showAll()
  await help.open('lantern')
  expect(help.get().page.kind).toBe('missing')
  help.back()
  expect(help.get().page.kind).toBe('all')
  help.back()
  expect(panel.get().view).toBe('chat')
  await help.open('lantern')
  help.back()
  expect(panel.get().view).toBe('chat')
})
