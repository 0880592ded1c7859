/** Paths of the function `chat`; ids need no escaping. Import it as `* as chatPaths`. */
export const health = '/health'
export const settings = '/settings'
export const sessions = '/sessions'
export const session = (sessionId: string) => `/sessions/${sessionId}`
export const messages = (sessionId: string) => `/sessions/${sessionId}/messages`
export const escalate = (sessionId: string) => `/sessions/${sessionId}/escalate`
export const close = (sessionId: string) => `/sessions/${sessionId}/close`
