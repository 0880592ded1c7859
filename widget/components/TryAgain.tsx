import { conversationIcons } from '../conversation/conversation-icons.ts'
import { Icon } from '../panel/icons.tsx'
import type { PanelProps } from '../panel/panel-context.ts'

/** Has an answer of the model written anew, in the place of this one. */
export function TryAgain({ panel, id }: PanelProps & { readonly id: string }) {
  return (
    <button
      type="button"
      class="quiet again"
      disabled={panel.get().busy !== null}
      onClick={() => void panel.withChat((chat) => chat.regenerate(id))}
    >
      <Icon path={conversationIcons.again} />
      {panel.texts.tryAgain}
    </button>
  )
}
