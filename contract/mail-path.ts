/**
 * Where a mail provider hands over mails, at the function `admin`. It is no route of `admin-routes.ts`: those take JSON and
 * credentials, this one a mail as it was delivered, and a signature. See `docs/mail.md`.
 */
export const MAIL_PATH = '/admin/mail'
