import { Icon } from '../panel/icons.tsx'

/** Two checks, from Lucide. */
const CHECKS = 'M18 6 7 17l-5-5M22 10l-7.5 7.5L13 16'

/** In place of “Sent”, once an agent has had the message on their screen. */
export function SeenMark({ text }: { readonly text: string }) {
  return (
    <>
      <Icon path={CHECKS} />
      <bdi>{text}</bdi>
    </>
  )
}
