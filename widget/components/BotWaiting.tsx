import type { BotWait } from '../store/bot-wait.ts'
import type { PanelProps } from '../panel/panel-context.ts'

/** The bot's dots, only while it owes an answer; then the truth about how long it takes. */
export function BotWaiting({ panel, wait }: PanelProps & { readonly wait: BotWait }) {
  if (wait === 'none') return null
  const isOver = wait === 'gave_up'
  return (
    <div class="group bot">
      {!isOver && (
        <p class="bubble typing">
          <span class="dots" />
          <span class={wait === 'slow' ? 'aside' : 'sr'}>
            {wait === 'slow' ? panel.texts.slow : panel.texts.typing}
          </span>
        </p>
      )}
      {(isOver || wait === 'offer_person') && (
        <div class="offer">
          <p>{isOver ? panel.texts.gaveUp : panel.texts.offerPerson}</p>
          <button
            type="button"
            class="quiet"
            onClick={() => void panel.withChat((chat) => chat.askForPerson())}
          >
            {panel.texts.askForPerson}
          </button>
        </div>
      )}
    </div>
  )
}
