import type { WebSocket } from 'ws'

import type { Line } from './realtime-client.ts'

/** What may wait for a slow reader before the connection is dropped, in bytes: some 500 events of a full message. */
const BACKLOG_LIMIT_BYTES = 4 * 1024 * 1024

/** The sender's side of one WebSocket. */
export function lineOf(socket: WebSocket): Line {
  return {
    send: (frame) => sendBounded(socket, JSON.stringify(frame)),
    // Appwrite ends refused connections without a close frame; browsers see code 1006. The ping's callback comes
    // once everything before it is written.
    drop: () => socket.ping('', false, () => socket.terminate()),
  }
}

/** Sends to readers who read; whoever lets too much pile up is dropped, so that nobody else waits. */
export function sendBounded(socket: WebSocket, frame: string | Buffer): void {
  if (socket.readyState !== socket.OPEN) return
  if (socket.bufferedAmount > BACKLOG_LIMIT_BYTES) socket.terminate()
  else socket.send(frame, { binary: false })
}
