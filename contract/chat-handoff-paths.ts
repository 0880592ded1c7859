/**
 * Paths of the function `chat` about waiting for a person. They are apart from the others because no panel needs them
 * before somebody waits. Import it as `* as chatHandoffPaths`.
 */
export const wait = <Id extends string>(sessionId: Id) => `/sessions/${sessionId}/wait` as const
