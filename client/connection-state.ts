/** `live`: pushed. `polling`: no socket, but reads work. `offline`: neither does. */
export type Connection = 'connecting' | 'live' | 'polling' | 'offline'
