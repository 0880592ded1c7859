import { useState } from 'preact/hooks'

/** Makes an article of a reply, which somebody has to approve before the bot uses it. */
export function SuggestButton({ suggest }: { readonly suggest: () => Promise<boolean> }) {
  const [state, setState] = useState<'offered' | 'sending' | 'suggested'>('offered')
  if (state === 'suggested') return <span> · Suggested as an article</span>
  const press = async () => {
    setState('sending')
    setState((await suggest()) ? 'suggested' : 'offered')
  }
  return (
    <>
      {' · '}
      <button class="text-button" type="button" disabled={state === 'sending'} onClick={() => void press()}>
        Suggest as an article
      </button>
    </>
  )
}
