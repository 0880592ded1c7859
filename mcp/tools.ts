import { getSession, listGaps, listSessions, searchSessions } from './read-tools.ts'
import type { Tool } from './tool.ts'
import { addNote, assign, close, reply } from './write-tools.ts'

let made: readonly Tool[] | null = null

/** Every tool, those that read first. `docs/mcp-tools.json` is generated from it. Made once, when they are first needed. */
export function allTools(): readonly Tool[] {
  made ??= [listSessions, searchSessions, getSession, listGaps, reply, addNote, assign, close].map((make) =>
    make(),
  )
  return made
}
