/**
 * Paths of the function `chat` about what came of a chat. They are apart from the others because no panel needs them
 * before the chat is over. Import it as `* as chatHandoffPaths`.
 */
export const rating = <Id extends string>(sessionId: Id) => `/sessions/${sessionId}/rating` as const
