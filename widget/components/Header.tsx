import { stateOf } from '../../contract/session-state.ts'
import { Icon, icons } from '../panel/icons.tsx'
import type { PanelProps } from '../panel/panel-context.ts'

/** Who answers, and the ways out. */
export function Header({ panel }: PanelProps) {
  const { more, withMore, close } = panel
  const { session, settings, menuIsOpen } = panel.get()
  const part = more.get()
  const conversation = panel.conversation.get()
  const who = session ? stateOf(session) : 'bot'
  const name = (who === 'agent' ? session?.agentName : settings?.siteName) ?? panel.texts.title
  // Only fetched: a failure is shown when it is used.
  const prepare = () => void more.load().catch(() => {})

  return (
    <header>
      <span class="avatar" aria-hidden="true">
        {who === 'agent' && conversation ? conversation.initials(name) : <Icon path={icons.message} />}
      </span>
      <div class="heading">
        <h2 id="title" tabIndex={-1}>
          <bdi>{name}</bdi>
        </h2>
        {settings && <p>{who === 'bot' ? panel.texts.status : panel.texts.statuses[who]}</p>}
      </div>
      <div class="menu-frame">
        <button
          type="button"
          class="round"
          aria-label={panel.texts.menu}
          aria-haspopup="menu"
          aria-expanded={menuIsOpen}
          onPointerEnter={prepare}
          onFocus={prepare}
          onClick={() => void withMore(() => panel.set({ menuIsOpen: !menuIsOpen }))}
        >
          <Icon path={icons.ellipsis} />
        </button>
        {menuIsOpen && part && <part.MenuItems panel={panel} />}
      </div>
      <button type="button" class="round" aria-label={panel.texts.close} onClick={close}>
        <Icon path={icons.x} />
      </button>
    </header>
  )
}
