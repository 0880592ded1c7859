/**
 * Paths of the function `admin` about who is there and who else is in a session. They are apart from the others because
 * the inbox needs none of them for its first list. Import it as `* as handoffPaths`.
 */
export const presence = '/admin/presence'
export const join = <Id extends string>(sessionId: Id) => `/admin/sessions/${sessionId}/join` as const
export const seen = <Id extends string>(sessionId: Id) => `/admin/sessions/${sessionId}/seen` as const
export const leave = <Id extends string>(sessionId: Id) => `/admin/sessions/${sessionId}/leave` as const
