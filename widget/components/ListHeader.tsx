import { moreIcons } from '../more/more-icons.ts'
import { Icon, icons } from '../panel/icons.tsx'
import type { PanelProps } from '../panel/panel-context.ts'

/** Above the list of chats, in place of who answers. */
export function ListHeader({ panel }: PanelProps) {
  return (
    <header>
      <button
        type="button"
        class="round"
        aria-label={panel.texts.back}
        onClick={() => panel.set({ view: 'chat', problem: null })}
      >
        <Icon path={moreIcons.arrowLeft} />
      </button>
      <div class="heading">
        <h2 id="title" tabIndex={-1}>
          {panel.texts.yourChats}
        </h2>
      </div>
      <button type="button" class="round" aria-label={panel.texts.close} onClick={panel.close}>
        <Icon path={icons.x} />
      </button>
    </header>
  )
}
