import type { StartRequest } from '../../contract/chat-requests.ts'
import type { ChatState } from './chat-state.ts'

/** What a new session is to know: only what the page said. */
export function startRequest({ theme, userMeta, corpora }: ChatState): StartRequest {
  return {
    ...(Object.keys(theme).length > 0 && { theme }),
    ...(Object.keys(userMeta).length > 0 && { userMeta }),
    ...(corpora.length > 0 && { corpora: [...corpora] }),
  }
}
