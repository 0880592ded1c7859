import { useStore } from '@nanostores/preact'
import { useRef } from 'preact/hooks'
import { LiveText } from '../elements/LiveText.tsx'
import type { AccountActions } from './account-actions.ts'
import type { AccountStore } from './account-store.ts'

interface Props {
  readonly store: AccountStore
  readonly actions: AccountActions
  /** What keeps the agent out, in a sentence. */
  readonly problem: string | null
}

/** E-mail and password of a member of the team `agents`. */
export function SignIn({ store, actions, problem }: Props) {
  const isBusy = useStore(store.$isSigningIn)
  const email = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void actions.signIn(email.current?.value ?? '', password.current?.value ?? '')
  }
  return (
    <main class="sign-in">
      <form onSubmit={submit}>
        <h1>Porchlight inbox</h1>
        <p class="quiet">For members of the team “agents”.</p>
        <label>
          E-mail
          <input ref={email} type="email" name="email" autocomplete="username" required />
        </label>
        <label>
          Password
          <input ref={password} type="password" name="password" autocomplete="current-password" required />
        </label>
        {problem !== null && (
          <p class="problem" role="alert">
            <LiveText>{problem}</LiveText>
          </p>
        )}
        <button class="primary" type="submit" disabled={isBusy}>
          <LiveText>{isBusy ? 'Signing in …' : 'Sign in'}</LiveText>
        </button>
      </form>
    </main>
  )
}
