import * as limits from '../../contract/limits.ts'
import type { PanelProps } from '../panel/panel-context.ts'
import { charactersLeft } from '../store/characters-left.ts'

/** Announced at each of these, rather than with every letter. */
const STEPS = [0, 10, 20, 50, 100, 200, 500, 1000]

/** How many characters a message may still get, in the last tenth of what it may have. */
export function CharactersLeft({ panel }: PanelProps) {
  const left = charactersLeft(panel.get().draft)
  const isShown = left < limits.messageTextMax / 10
  const step = STEPS.find((one) => left <= one)
  return (
    <>
      {isShown && (
        <p class={left < 0 ? 'count over' : 'count'} aria-hidden="true">
          {panel.texts.charactersLeft(left)}
        </p>
      )}
      <output class="sr">
        {isShown && (left < 0 ? panel.texts.tooLong : panel.texts.charactersLeft(step ?? left))}
      </output>
    </>
  )
}
