import { MAIL_PATH } from '../../contract/mail-path.ts'
import * as limits from '../../contract/limits.ts'
import type { Route } from '../platform/route.ts'
import { receiveMail, type MailCall } from './receive-mail.ts'

/** Takes a mail as it was delivered, `message/rfc822`. */
export const mailRoute: Route<MailCall> = {
  method: 'POST',
  pattern: MAIL_PATH,
  rawBodyMaxBytes: limits.mailMaxBytes,
  run: ({ body }, call) => receiveMail(call, body),
}
