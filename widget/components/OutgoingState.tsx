import { conversationIcons } from '../conversation/conversation-icons.ts'
import { isOffline } from '../conversation/is-offline.ts'
import { Icon, icons } from '../panel/icons.tsx'
import type { PanelProps } from '../panel/panel-context.ts'
import { fill } from '../locales/fill.ts'
import type { OutgoingMessage } from '../store/chat-state.ts'
import { problemText } from '../locales/texts.ts'

interface OutgoingStateProps extends PanelProps {
  readonly message: OutgoingMessage
}

/**
 * How far a message is that the server hasn't confirmed. The styles show a clock only after 400 ms. The log around it
 * announces that it was sent, or wasn't; nothing before.
 */
export function OutgoingState({ panel, message }: OutgoingStateProps) {
  // It is sent by itself as soon as there is a connection, as the notice above tells.
  const goesByItself = message.failure === 'network' && isOffline(panel.get())
  if (message.failure === null) {
    return (
      <p class="meta pending" aria-hidden="true">
        <Icon path={conversationIcons.clock} />
        {panel.texts.sending}
      </p>
    )
  }
  if (message.retryAt || message.told) {
    return (
      <p class="meta">
        <Icon path={conversationIcons.clock} />
        <span>
          {message.told ?? fill(panel.texts.goesIn, panel.formats.until(message.retryAt ?? 0, panel.now()))}
        </span>
      </p>
    )
  }
  return (
    <p class="failure">
      <Icon path={icons.alert} />
      <span>
        {goesByItself
          ? panel.texts.sentLater
          : `${panel.texts.notSent} ${message.failure === 'network' ? '' : problemText(panel.texts, message.failure)}`}
      </span>
      <button
        type="button"
        class="link"
        onClick={() => void panel.withChat((chat) => chat.retry(message.id))}
      >
        {panel.texts.retry}
      </button>
    </p>
  )
}
