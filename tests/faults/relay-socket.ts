import type { IncomingMessage } from 'node:http'
import { WebSocket, type RawData } from 'ws'
import type { NetworkFaults } from './network-faults.ts'

/** One browser's WebSocket on its way to the server. */
export interface RelayedSocket {
  /** Both ends see a connection that was reset. */
  readonly cut: () => void
  /** Nothing passes any more in either direction, not even the end. */
  readonly mute: () => void
}

interface Trouble {
  readonly faults: NetworkFaults
  /** After so long a silent one is cut after all; null: never. */
  readonly muteMs: number | null
  readonly ended: () => void
}

/** How late a frame comes that others overtake. */
const LATE_MS = [300, 4000] as const

export function relaySocket(
  browser: WebSocket,
  url: string,
  { headers: { origin } }: IncomingMessage,
  { faults, muteMs, ended }: Trouble,
): RelayedSocket {
  const server = new WebSocket(url, origin === undefined ? {} : { origin })
  let isMute = false
  let early: RawData[] = []

  function toServer(frame: RawData): void {
    if (isMute) return
    if (server.readyState === WebSocket.OPEN) server.send(textOf(frame))
    else early.push(frame)
  }

  function toBrowser(text: string): void {
    if (!isMute && browser.readyState === WebSocket.OPEN) browser.send(text)
  }

  function fromServer(frame: RawData): void {
    const text = textOf(frame)
    if (faults.happens('socketCut')) return cut()
    if (faults.happens('socketMute')) return mute()
    // Appwrite may lose, repeat and reorder events; what else it says, it says once and in order.
    if (!text.includes('"type":"event"')) return toBrowser(text)
    if (faults.happens('eventDropped')) return
    if (faults.happens('eventDoubled')) toBrowser(text)
    if (faults.happens('eventLate')) setTimeout(toBrowser, faults.random.between(...LATE_MS), text)
    else toBrowser(text)
  }

  function cut(): void {
    browser.terminate()
    server.terminate()
    ended()
  }

  function mute(): void {
    if (isMute) return
    isMute = true
    if (muteMs !== null) setTimeout(cut, muteMs)
  }

  server.on('open', () => {
    for (const frame of early) server.send(textOf(frame))
    early = []
  })
  server.on('message', fromServer)
  browser.on('message', toServer)
  for (const [one, other] of [
    [server, browser],
    [browser, server],
  ] as const) {
    // An end is told by `close` as well.
    one.on('error', () => undefined)
    one.on('close', () => {
      if (isMute) return
      other.terminate()
      ended()
    })
  }
  return { cut, mute }
}

/** Realtime speaks text alone. */
function textOf(frame: RawData): string {
  if (Array.isArray(frame)) return Buffer.concat(frame).toString('utf8')
  return Buffer.isBuffer(frame) ? frame.toString('utf8') : Buffer.from(frame).toString('utf8')
}
