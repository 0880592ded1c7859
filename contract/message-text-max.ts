/** A visitor's or agent's message, in characters. Longer ones are refused, never cut. Apart from `limits.ts`, as the composer needs no other. */
export const messageTextMax = 4000
