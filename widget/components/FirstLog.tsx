import type { PanelProps } from '../panel-context.ts'
import { texts } from '../texts.ts'
import { Opening } from './Opening.tsx'
import { OutgoingState } from './OutgoingState.tsx'

/** The log of a chat that has only begun: the greeting, and what the visitor sends before the rest of the panel is there. */
export function FirstLog({ panel }: PanelProps) {
  const { chat } = panel
  return (
    <div class="log" role="log" aria-label={texts.log}>
      <Opening panel={panel} />
      {chat.state().outbox.map((message) => (
        <div class="group visitor" key={message.id}>
          <div class="bubble" dir="auto">
            {message.text}
          </div>
          <OutgoingState chat={chat} message={message} />
        </div>
      ))}
    </div>
  )
}
