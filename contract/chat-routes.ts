/** The visitor's API, route by route: requests, responses and refusals of the function `chat`. */
import * as attachmentLimits from './attachment-limits.ts'
import { PieceAnswer } from './attachment-answers.ts'
import { PieceRequest } from './attachment-requests.ts'
import type { AnswersOf, ApiRoutes } from './api-route.ts'
import {
  ChangedAnswer,
  ChatHealthAnswer,
  DeletedAnswer,
  EscalatedAnswer,
  HistoryAnswer,
  MessageAnswer,
  OwnSessionsAnswer,
  RatingAnswer,
  SendAnswer,
  SessionAnswer,
  SettingsAnswer,
  WaitAnswer,
} from './chat-api.ts'
import * as chatAttachmentPaths from './chat-attachment-paths.ts'
import * as chatAnswerPath from './chat-answer-path.ts'
import * as chatHandoffPaths from './chat-handoff-paths.ts'
import * as chatMailPaths from './chat-mail-paths.ts'
import * as chatPaths from './chat-paths.ts'
import {
  ChangeMessageRequest,
  ChangeRequest,
  EscalateRequest,
  HistoryQuery,
  LinkRequest,
  RatingRequest,
  SeenRequest,
  SendRequest,
  StartRequest,
} from './chat-requests.ts'

const session = chatPaths.session(':id')
const messages = chatPaths.messages(':id')
const attachment = chatAttachmentPaths.attachment(':id', ':fileId')
/** Of routes about a session that has to be the caller's own. */
const NOT_OWN = ['visitor_unknown', 'session_not_found'] as const

export const chatRoutes = {
  health: {
    method: 'GET',
    path: chatPaths.health,
    does: 'Whether the function runs.',
    errors: [],
  },
  settings: {
    method: 'GET',
    path: chatPaths.settings,
    does: 'What the widget shows of the site’s settings.',
    errors: [],
  },
  start: {
    method: 'POST',
    path: chatPaths.sessions,
    does: 'Starts a session. A caller without credentials becomes a visitor, whose credentials are in the response; else they are null. With a `token` it is the visitor whom that names: one who isn’t signed in goes on with their newest open chat.',
    body: StartRequest,
    errors: [
      'theme_invalid',
      'user_meta_invalid',
      'corpus_not_offered',
      'identity_invalid',
      'identity_keys_unavailable',
      'not_accepting',
      'rate_limited',
    ],
  },
  ownSessions: {
    method: 'GET',
    path: chatPaths.sessions,
    does: 'The caller’s own sessions that have messages, last active first, at most 50.',
    errors: ['visitor_unknown'],
  },
  resume: {
    method: 'GET',
    path: session,
    does: 'A session with its newest 30 messages.',
    errors: NOT_OWN,
  },
  change: {
    method: 'PATCH',
    path: session,
    does: 'Changes name, theme and metadata: the theme is replaced as a whole, userMeta merges, and null removes a field of it.',
    body: ChangeRequest,
    errors: [...NOT_OWN, 'theme_invalid', 'user_meta_invalid', 'session_changed'],
  },
  remove: {
    method: 'DELETE',
    path: session,
    does: 'Deletes a session with all messages.',
    errors: [...NOT_OWN, 'session_changed'],
  },
  history: {
    method: 'GET',
    path: messages,
    does: 'A page of messages, oldest first: those after one, before one, or the newest.',
    query: HistoryQuery,
    errors: NOT_OWN,
  },
  send: {
    method: 'POST',
    path: messages,
    does: 'Stores a message. Idempotent: sent again with the same id it is stored once, and `duplicate` is true.',
    body: SendRequest,
    errors: [
      ...NOT_OWN,
      'session_closed',
      'session_changed',
      'message_id_taken',
      'attachment_not_found',
      'rate_limited',
      'not_accepting',
    ],
  },
  upload: {
    method: 'PUT',
    path: attachment,
    does: `Stores a piece of a file, under an id that the caller makes: \`f_\` and 32 hex digits. A message carries it once it is whole. Idempotent: a piece that is there already changes nothing, and the answer says where to go on.`,
    body: PieceRequest,
    bodyMaxBytes: attachmentLimits.pieceBodyMaxBytes,
    errors: [
      ...NOT_OWN,
      'session_closed',
      'attachments_off',
      'attachment_not_found',
      'attachments_full',
      'attachment_too_large',
      'attachment_type_refused',
      'rate_limited',
      'not_accepting',
    ],
  },
  removeUpload: {
    method: 'DELETE',
    path: attachment,
    does: 'Removes a file that no message carries. Idempotent.',
    errors: [...NOT_OWN, 'attachment_not_found'],
  },
  changeMessage: {
    method: 'PATCH',
    path: chatPaths.message(':id', ':messageId'),
    does: 'Says of an answer of the bot whether it helped (null takes that back), or ends one that is being written.',
    body: ChangeMessageRequest,
    errors: [...NOT_OWN, 'message_not_found'],
  },
  regenerate: {
    method: 'POST',
    path: chatAnswerPath.regenerate(':id', ':messageId'),
    does: 'Has the model write its newest answer anew: that one is deleted, and another follows.',
    errors: [
      ...NOT_OWN,
      'message_not_found',
      'session_changed',
      'session_closed',
      'session_taken',
      'rate_limited',
    ],
  },
  clear: {
    method: 'DELETE',
    path: messages,
    does: 'Deletes all messages of a session, and keeps it.',
    errors: [...NOT_OWN, 'session_changed', 'rate_limited'],
  },
  escalate: {
    method: 'POST',
    path: chatPaths.escalate(':id'),
    does: 'Requests a person, and says what to expect. Idempotent.',
    body: EscalateRequest,
    errors: [...NOT_OWN, 'session_closed', 'session_taken', 'session_changed'],
  },
  wait: {
    method: 'GET',
    path: chatHandoffPaths.wait(':id'),
    does: 'How long a visitor who waits for a person may expect to wait, and whether anybody is there; null where nobody is waited for. At most 15 seconds old.',
    errors: NOT_OWN,
  },
  seen: {
    method: 'POST',
    path: chatMailPaths.seen(':id'),
    does: 'Says up to which message the visitor has seen the chat: those go out by e-mail no more.',
    body: SeenRequest,
    errors: [...NOT_OWN, 'session_changed'],
  },
  rate: {
    method: 'POST',
    path: chatHandoffPaths.rating(':id'),
    does: 'Rates a closed chat with one to five stars and, if the visitor likes, some words. It can be changed once; sent again as it is, it stays as it is.',
    body: RatingRequest,
    errors: [...NOT_OWN, 'session_not_closed', 'rating_final', 'session_changed'],
  },
  openLink: {
    method: 'POST',
    path: chatMailPaths.links,
    does: 'Opens the session of a link in a mail, once; the credentials are the visitor’s.',
    body: LinkRequest,
    errors: ['link_over', 'rate_limited'],
  },
  close: {
    method: 'POST',
    path: chatPaths.close(':id'),
    does: 'Ends the chat.',
    errors: [...NOT_OWN, 'session_changed'],
  },
} as const satisfies ApiRoutes

/** The JSON body of each route’s 200. Apart from the routes: the Function, which parses no answer, loads none of these. */
export const chatAnswers = {
  health: ChatHealthAnswer,
  settings: SettingsAnswer,
  start: SessionAnswer,
  ownSessions: OwnSessionsAnswer,
  resume: SessionAnswer,
  change: ChangedAnswer,
  remove: DeletedAnswer,
  history: HistoryAnswer,
  send: SendAnswer,
  upload: PieceAnswer,
  removeUpload: DeletedAnswer,
  changeMessage: MessageAnswer,
  regenerate: ChangedAnswer,
  clear: ChangedAnswer,
  escalate: EscalatedAnswer,
  wait: WaitAnswer,
  seen: ChangedAnswer,
  rate: RatingAnswer,
  openLink: SessionAnswer,
  close: ChangedAnswer,
} as const satisfies AnswersOf<typeof chatRoutes>
