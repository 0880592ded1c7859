import { setTimeout as delay } from 'node:timers/promises'

import { WebSocket } from 'ws'

import type { Step } from './recording.ts'
import type { Session } from './session.ts'
import { fill, fillText, isObject } from './templates.ts'

/** How long frames are waited for, and how long nothing more may come before a look counts, in ms. */
const FIRST_FRAME_MS = 8000
const FRAMES_MS = 6000
const CLOSED_MS = 3000
const SETTLED_MS = 250
const SILENT_MS = 500
const LOOK_AGAIN_MS = 10

interface Line {
  readonly socket: WebSocket
  readonly frames: unknown[]
  /** So many of the frames were compared already. */
  seen: number
  closed: { readonly code: number } | null
}

/** The Realtime connections of one recording, by their ids. */
export interface RealtimeLines {
  /** Runs a step; returns the frames that came since the last look, and whether the server has closed. */
  observe(step: Step): Promise<Record<string, unknown>>
  close(): void
}

export function openRealtimeLines(session: Session): RealtimeLines {
  const lines = new Map<string, Line>()

  const open = async (id: string, step: Step) => {
    lines.get(id)?.socket.close()
    const line = connect(session, step)
    lines.set(id, line)
    await until(() => line.frames.length > 0 || line.closed !== null, FIRST_FRAME_MS)
    const [first] = line.frames
    if (isObject(first) && first['type'] === 'error') await until(() => line.closed !== null, CLOSED_MS)
    await delay(SETTLED_MS / 4)
    return look(line)
  }
  const send = async (line: Line, step: Step) => {
    const { raw, frame, expect } = step
    const wanted = framesIn(expect)
    const closes = 'closed' in expect
    // A closed one is a difference that the comparison shows.
    if (line.socket.readyState === WebSocket.OPEN) {
      line.socket.send(
        raw === undefined ? JSON.stringify(signedIn(session, fill(frame, session.variables))) : raw,
      )
    }
    const isThere = () => (closes ? line.closed !== null : line.frames.length - line.seen >= wanted)
    await until(() => isThere() || line.closed !== null, wanted === 0 && !closes ? SILENT_MS : FRAMES_MS)
    await delay(SETTLED_MS / 4)
    return look(line)
  }
  const collect = async (line: Line, { expect, settle }: Step) => {
    const wanted = framesIn(expect)
    if (wanted > 0)
      await until(() => line.frames.length - line.seen >= wanted || line.closed !== null, FRAMES_MS)
    await delay(settle ?? (wanted === 0 ? SILENT_MS : SETTLED_MS))
    return look(line)
  }

  return {
    async observe(step) {
      const id = step.id ?? ''
      if (step.ws === 'open') return open(id, step)
      const line = lines.get(id)
      if (line === undefined) throw new Error(`no connection is called ${id}`)
      if (step.ws === 'send') return send(line, step)
      if (step.ws === 'collect') return collect(line, step)
      line.socket.close()
      await until(() => line.closed !== null, CLOSED_MS)
      lines.delete(id)
      return {}
    },
    close() {
      for (const { socket } of lines.values()) socket.terminate()
      lines.clear()
    },
  }
}

function connect(session: Session, { as = 'guest', project, params = {}, headers = {} }: Step): Line {
  const { server, variables } = session
  const search = new URLSearchParams()
  if (project !== null) search.append('project', project ?? server.projectId)
  for (const [name, template] of Object.entries(params)) {
    const value = fill(template, variables)
    if (Array.isArray(value)) for (const element of value) search.append(`${name}[]`, String(element))
    else search.append(name, String(value))
  }
  const [name = '', via] = as.split('+')
  if (via === 'jwt') search.append('jwt', session.jwtOf(name))
  const filled = Object.entries(headers).flatMap(([header, value]) =>
    value === null ? [] : [[header, String(fillText(value, variables))]],
  )
  const socket = new WebSocket(`${server.endpoint.replace(/^http/, 'ws')}/realtime?${search.toString()}`, {
    headers: { ...Object.fromEntries(filled), ...(via === 'jwt' ? {} : session.identityOf(as)) },
  })
  const line: Line = { socket, frames: [], seen: 0, closed: null }
  socket.on('message', (data: Buffer) => line.frames.push(parsed(data.toString())))
  socket.on('error', () => socket.terminate())
  socket.on('close', (code) => {
    line.closed = { code }
  })
  return line
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A frame that is no JSON is compared as the text it is.
    return text
  }
}

/** A session stands as `@name` in a frame of authentication. */
function signedIn(session: Session, frame: unknown): unknown {
  if (!isObject(frame) || frame['type'] !== 'authentication' || !isObject(frame['data'])) return frame
  const { session: who } = frame['data']
  return typeof who === 'string' && who.startsWith('@')
    ? { ...frame, data: { session: session.secretOf(who.slice(1)) } }
    : frame
}

function look(line: Line): Record<string, unknown> {
  const frames = line.frames.slice(line.seen)
  line.seen = line.frames.length
  return { frames, ...(line.closed !== null && { closed: line.closed }) }
}

function framesIn({ frames }: Step['expect']): number {
  return Array.isArray(frames) ? frames.length : 0
}

async function until(isSo: () => boolean, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!isSo() && Date.now() < deadline) await delay(LOOK_AGAIN_MS)
}
