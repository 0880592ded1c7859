import { Component, createRef } from 'preact'
import { stateOf } from '../../contract/session-state.ts'
import { Icon } from '../panel/icons.tsx'
import { moreIcons } from '../more/more-icons.ts'
import type { PanelContext, PanelProps } from '../panel/panel-context.ts'
import type { Question } from '../store/chat-state.ts'

interface Item {
  readonly path: string
  readonly text: string
  readonly run: () => void
  readonly destroys?: true
  /** The visitor writes next. */
  readonly writes?: true
}

interface MenuItemsState {
  /** What tells of answers; its switch comes once that is there. */
  readonly alerts: typeof import('../alerts/alerts.ts') | null
}

/** What can be done to the session. Arrow keys move, Escape and a click elsewhere close it. */
export class MenuItems extends Component<PanelProps, MenuItemsState> {
  override state: MenuItemsState = { alerts: null }
  readonly frame = createRef<HTMLDivElement>()
  root: Node | undefined

  outside = (event: Event): void => {
    const target = event.composedPath()[0]
    if (target instanceof Node && this.frame.current?.parentElement?.contains(target)) return
    this.props.panel.set({ menuIsOpen: false })
  }

  override componentDidMount(): void {
    void this.fetchAlerts()
    this.options()[0]?.focus()
    // The page hears nothing of the panel's own.
    this.root = this.frame.current?.getRootNode()
    for (const place of [document, this.root]) place?.addEventListener('pointerdown', this.outside, true)
  }

  override componentWillUnmount(): void {
    for (const place of [document, this.root]) place?.removeEventListener('pointerdown', this.outside, true)
  }

  async fetchAlerts(): Promise<void> {
    try {
      const alerts = await import('../alerts/alerts.ts')
      await this.props.panel.addLateTexts('alerts', alerts.texts)
      if (this.frame.current) this.setState({ alerts })
    } catch {
      // The menu does without the switch; opened anew it tries again.
    }
  }

  options(): readonly HTMLElement[] {
    return [...(this.frame.current?.querySelectorAll('button') ?? [])]
  }

  hide(): void {
    this.frame.current?.parentElement?.querySelector('button')?.focus()
    this.props.panel.set({ menuIsOpen: false })
  }

  /** Where opening the panel puts the focus: on touch the composer would bring up the keyboard unasked. */
  toComposer(): void {
    const first = matchMedia('(pointer: coarse)').matches ? 'h2' : 'textarea'
    this.frame.current?.closest('.panel')?.querySelector<HTMLElement>(first)?.focus()
  }

  onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') return this.hide()
    if (event.key === 'Escape') {
      event.stopPropagation()
      return this.hide()
    }
    const options = this.options()
    const at = options.findIndex((option) => option.matches(':focus'))
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    options.at(next % options.length)?.focus()
  }

  override render({ panel }: PanelProps, { alerts }: MenuItemsState) {
    const storage = panel.conversation.get()?.chat.parts.context.storage
    return (
      <div
        class="menu"
        ref={this.frame}
        role="menu"
        tabIndex={-1}
        aria-label={panel.texts.menu}
        onKeyDown={this.onKeyDown}
      >
        {itemsFor(panel).map(({ path, text, run, destroys, writes }) => (
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            class={destroys && 'danger'}
            key={text}
            onClick={() => {
              this.hide()
              if (writes) this.toComposer()
              run()
            }}
          >
            <Icon path={path} />
            {text}
          </button>
        ))}
        {alerts && storage && (
          <button
            type="button"
            role="menuitemcheckbox"
            aria-checked={alerts.areAlertsOn(storage)}
            tabIndex={-1}
            onClick={() => {
              alerts.switchAlerts(storage)
              this.forceUpdate()
            }}
          >
            <Icon path={alerts.areAlertsOn(storage) ? moreIcons.check : moreIcons.bell} />
            {panel.texts.alerts}
          </button>
        )}
      </div>
    )
  }
}

/** Only what makes sense now: an empty session has nothing to rename, clear or close, a fresh one nothing to delete. */
function itemsFor(panel: PanelContext): readonly Item[] {
  const { session, messages } = panel.get()
  const { withMore } = panel
  const who = session && stateOf(session)
  const ask = (question: Question) => () => panel.set({ question, problem: null })
  const items: Item[] = [
    {
      path: moreIcons.plus,
      text: panel.texts.newChat,
      run: () => void withMore((more) => more.actions.newChat()),
      writes: true,
    },
    {
      path: moreIcons.history,
      text: panel.texts.yourChats,
      run: () => void withMore((more) => more.actions.showSessions()),
    },
  ]
  if (who === 'bot') {
    items.push({
      path: moreIcons.user,
      text: panel.texts.askForPerson,
      run: () => void panel.withChat((chat) => chat.askForPerson()),
    })
  }
  if (messages.length > 0) {
    items.push({ path: moreIcons.pencil, text: panel.texts.rename, run: ask('rename') })
    if (who !== 'closed') items.push({ path: moreIcons.check, text: panel.texts.endChat, run: ask('close') })
    items.push({ path: moreIcons.eraser, text: panel.texts.clear, run: ask('clear'), destroys: true })
  }
  // One whose history was cleared is still there.
  if (session && (messages.length > 0 || session.$updatedAt !== session.$createdAt)) {
    items.push({ path: moreIcons.trash, text: panel.texts.delete, run: ask('delete'), destroys: true })
  }
  return items
}
