import { once } from 'node:events'
import { WebSocket } from 'ws'

/** One connection to Realtime, as plain as the protocol is. */
export interface Listener {
  readonly socket: WebSocket
  /** Sends one message. */
  send(frame: unknown): void
  /** The first frame, from the beginning, that `isIt` accepts; waits for it when it is not there yet. */
  frame(isIt: (frame: Frame) => boolean): Promise<Frame>
  /** Sends one message and waits for the next frame after it. */
  ask(frame: unknown): Promise<Frame>
  /** Every event so far. */
  events(): Frame[]
  /** Resolves to the close code. */
  readonly closed: Promise<number>
  close(): void
}

export interface Frame {
  type: string
  data: FrameData
}
interface FrameData {
  [name: string]: unknown
  payload?: unknown
}

function readFrame(text: string): Frame {
  const parsed: unknown = JSON.parse(text)
  if (typeof parsed !== 'object' || parsed === null || !('type' in parsed))
    throw new Error(`No frame: ${text}`)
  const data = 'data' in parsed && typeof parsed.data === 'object' && parsed.data !== null ? parsed.data : {}
  return { type: String(parsed.type), data: { ...data } }
}

/** Connects and waits for the first frame. `query` is added to the address. */
export async function listen(
  endpoint: string,
  projectId: string | null,
  options: { query?: string; headers?: Record<string, string> } = {},
): Promise<Listener> {
  const address = `${endpoint.replace(/^http/, 'ws')}/realtime?${projectId === null ? '' : `project=${projectId}`}${options.query ?? ''}`
  const socket = new WebSocket(address, { headers: options.headers ?? {} })
  const frames: Frame[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data) => {
    frames.push(readFrame(Buffer.isBuffer(data) ? data.toString('utf8') : ''))
    for (const look of waiting) look()
  })
  socket.on('error', () => undefined)
  const closed = once(socket, 'close').then(([code]) => Number(code))

  function frame(isIt: (frame: Frame) => boolean, from = 0): Promise<Frame> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = frames.slice(from).find(isIt)
        if (found === undefined) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      void closed.then((code) => reject(new Error(`The connection closed with ${code}.`)))
      look()
    })
  }

  const listener: Listener = {
    socket,
    closed,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    frame: (isIt) => frame(isIt),
    ask(message) {
      const seen = frames.length
      listener.send(message)
      return frame(() => true, seen)
    },
    events: () => frames.filter(({ type }) => type === 'event'),
    close: () => socket.close(),
  }
  await listener.frame(() => true)
  return listener
}

/** A frame that subscribes to channels under one id. */
export function subscribeTo(id: string, channels: readonly string[], queries: readonly string[] = []) {
  return { type: 'subscribe', data: [{ subscriptionId: id, channels, queries }] }
}
