/**
 * Paths of the function `chat` about e-mail. They are apart from the others because no panel needs them before somebody
 * has left an address. Import it as `* as chatMailPaths`.
 */
export const seen = <Id extends string>(sessionId: Id) => `/sessions/${sessionId}/seen` as const
export const links = '/links'
