import { messageTextMax } from '../../contract/message-text-max.ts'

/** How many characters a message may still get; negative when it is too long. */
export function charactersLeft(text: string): number {
  // Counting code points is needed only where it can matter.
  const { length } =
    text.length > messageTextMax * 0.8 // oxlint-disable-next-line typescript/no-misused-spread -- code points are what is counted; old libraries of a page replace `Array.from`
      ? [...text]
      : text
  return messageTextMax - length
}
