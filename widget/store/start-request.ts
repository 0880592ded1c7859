import type { StartRequest } from '../../contract/chat-requests.ts'
import type { ChatState } from './chat-state.ts'

/** What a new session starts with: what the page set, and the language of the panel. */
export function startRequest({ theme, userMeta, corpora, locale, identity }: ChatState): StartRequest {
  return {
    locale,
    ...(Object.keys(theme).length > 0 && { theme }),
    ...(Object.keys(userMeta).length > 0 && { userMeta }),
    ...(identity && { token: identity.token }),
    ...(corpora.length > 0 && { corpora: [...corpora] }),
  }
}
