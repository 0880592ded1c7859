/** The paths of the function `chat` that a panel calls before anybody has written, apart from those of `chat-paths.ts`. */
export const settings = '/settings'
export const sessions = '/sessions'
