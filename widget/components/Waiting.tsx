import { expectedWait } from '../conversation/expected-wait.ts'
import { leftAddress } from '../conversation/left-address.ts'
import { fill } from '../locales/fill.ts'
import type { PanelProps } from '../panel/panel-context.ts'

interface WaitingProps extends PanelProps {
  /** In milliseconds since 1970. */
  readonly since: number
}

/** Tells who waits for a person what they may expect, as far as that is known and still true. */
export function Waiting({ panel, since }: WaitingProps) {
  const { wait, session, settings, locale } = panel.get()
  const { waiting, usually, nobodyThere, leaveMail } = panel.texts
  if (wait?.isAnybodyThere === false) {
    const isAddressWanted = settings?.answersByMail && leftAddress(session) === null
    return (
      <>
        <p>{nobodyThere}</p>
        {isAddressWanted && <p>{leaveMail}</p>}
      </>
    )
  }
  const expected = expectedWait(wait?.expectedSeconds ?? null, panel.now() - since, locale)
  return (
    <>
      <p>{waiting}</p>
      {expected !== null && <p>{fill(usually, expected)}</p>}
    </>
  )
}
