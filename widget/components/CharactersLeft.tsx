import { messageTextMax } from '../../contract/message-text-max.ts'
import { fill } from '../locales/fill.ts'
import type { PanelProps } from '../panel/panel-context.ts'
import { charactersLeft } from '../store/characters-left.ts'

/** Announced at each of these, rather than with every letter. */
const STEPS = [0, 10, 20, 50, 100, 200, 500, 1000]

/** How many characters a message may still get, in the last tenth of what it may have. */
export function CharactersLeft({ panel }: PanelProps) {
  const { charactersLeft: rest, charactersOver, tooLong } = panel.texts
  const { draft, locale } = panel.get()
  const left = charactersLeft(draft)
  const isShown = left < messageTextMax / 10
  const step = STEPS.find((one) => left <= one)
  return (
    <>
      {isShown && (
        <p class={left < 0 ? 'count over' : 'count'} aria-hidden="true">
          {fill(left < 0 ? charactersOver : rest, Math.abs(left).toLocaleString(locale))}
        </p>
      )}
      <output class="sr">
        {isShown && (left < 0 ? tooLong : fill(rest, (step ?? left).toLocaleString(locale)))}
      </output>
    </>
  )
}
