import { useStore } from '@nanostores/preact'
import { useRef } from 'preact/hooks'
import { LiveText } from './LiveText.tsx'
import type { Parts } from './parts.ts'

/** The door: mail and password of a member of the team `agents`. */
export function SignIn({ state, actions, problem }: Parts & { readonly problem: string | null }) {
  const isBusy = useStore(state.$isBusy)
  const shown = useStore(state.$obstacle) ?? problem
  const email = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void actions.signIn(email.current?.value ?? '', password.current?.value ?? '')
  }
  return (
    <main class="door">
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
        {shown !== null && (
          <p class="problem" role="alert">
            <LiveText>{shown}</LiveText>
          </p>
        )}
        <button class="primary" type="submit" disabled={isBusy}>
          <LiveText>{isBusy ? 'Signing in …' : 'Sign in'}</LiveText>
        </button>
      </form>
    </main>
  )
}
