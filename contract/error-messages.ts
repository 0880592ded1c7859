import type { ErrorCode } from './error-codes.ts'

/** The message of each refusal: what to do. */
export const errorMessages: Readonly<Record<ErrorCode, string>> = {
  body_invalid: 'The request body is not what this route takes; see details.',
  query_invalid: 'A query parameter is not what this route takes; see details.',
  theme_invalid: 'The theme has a token or value that is not allowed; see details.',
  user_meta_invalid: 'userMeta takes flat text, number and boolean values; see details.',
  tag_invalid: 'A tag has up to 40 letters and digits, and inside of it dots, dashes and underscores.',
  secret_missing: 'Send "Authorization: Bearer ADMIN_SECRET", or the JWT of a member of the team agents.',
  secret_wrong: 'The admin secret or JWT is wrong or has expired. Check ADMIN_SECRET, or sign in again.',
  signature_wrong:
    'The signature of this mail is missing, wrong, or older than five minutes. See docs/mail.md.',
  visitor_unknown: 'Start a session first: this call needs the credentials that it returns.',
  not_an_agent: 'This account is not a member of the team agents. Ask an admin to add it.',
  corpus_not_offered: 'The settings of this site offer no such corpus to visitors; see details.',
  attachments_off: 'This site takes no files. Write a message instead.',
  attachment_not_found:
    'There is no such file in this session, or it is not whole, or another message has it. Upload it again.',
  attachments_full: 'This session has as many files as it takes. Start a new one for more.',
  attachment_too_large:
    'This file is too large. Send a smaller one: details.maxBytes says how many bytes are taken.',
  attachment_type_refused:
    'Files of this type are not taken. Send a picture, a PDF, a text, an office document or a ZIP.',
  session_not_found: 'There is no such session, or it is not yours. Check the id, or start a new one.',
  message_not_found: 'There is no such answer of the bot in this session. Check the id.',
  already_an_article: 'This reply is an article already. Edit that one.',
  tags_full: 'A session has at most 20 tags. Remove one first.',
  suggestion_not_found: 'There is no such suggested article. It may have been approved or rejected already.',
  article_not_found: 'There is no such article that you may read. Check the id: it may have been deleted.',
  article_changed: 'Somebody else has changed this article since it was read. Read it again, then decide.',
  note_not_found: 'There is no such note in this session. It may have been deleted.',
  not_an_admin:
    'Only admins change settings. Run npm run add-agent -- EMAIL NAME --admin, or give the membership the role admin in the console.',
  not_the_author: 'Another agent has written this note: ask them, or an admin.',
  agent_not_found: 'There is no such member of the team agents. Check the id.',
  route_not_found: 'There is no such route. See docs/api.md for those there are.',
  session_closed: 'This session is closed. Reopen it, or start a new one.',
  session_taken: 'An agent is assigned to this session already; see details.',
  session_not_assigned: 'No agent is assigned to this session. Assign it first.',
  session_not_expired: 'This session is not idle for long enough to expire.',
  session_not_closed: 'A chat is rated once it is closed.',
  rating_final: 'This rating was changed once already, and stays as it is.',
  session_changed: 'The session changed while this was under way. Read it again and repeat.',
  participants_full: 'Ten agents take part in this session already. One of them has to leave first.',
  message_id_taken: 'Another message has this id. Make a new id and send again.',
  identity_invalid:
    'The token doesn’t say who the visitor is: details say why. Sign another one, for this project and at most an hour.',
  identity_keys_unavailable: 'The site’s keys can’t be read at IDENTITY_JWKS_URL. Try again later.',
  link_over: 'This link was used already, or is too old. The next mail has another one.',
  rate_limited:
    'That was a lot at once. Wait for details.retryAfterSeconds, then repeat; nothing was stored.',
  not_accepting: 'This site takes no new messages at the moment; details.text is its owner’s notice.',
  body_too_large:
    'The request body is too large. Send less than 32,768 bytes, or pieces of a file as large as docs/api.md says.',
  internal: 'Something went wrong on the server. Try again; the operator finds it in the log.',
  misconfigured:
    'The function lacks a setting or a table. Run "npm run deploy" again and see docs/deploying.md.',
  appwrite_unavailable: 'The database is busy or unreachable. Try again in a moment; nothing was lost.',
}
