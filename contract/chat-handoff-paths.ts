/**
 * Paths of the function `chat` about waiting for a person, and about what came of it. They are apart from the others
 * because no panel needs them before somebody waits, or the chat is over. Import it as `* as chatHandoffPaths`.
 */
export const wait = <Id extends string>(sessionId: Id) => `/sessions/${sessionId}/wait` as const
export const rating = <Id extends string>(sessionId: Id) => `/sessions/${sessionId}/rating` as const
