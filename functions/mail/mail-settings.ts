/** How mails are sent, from the environment of the function `upkeep`. */
export interface SendingSettings {
  /** `smtp://` or `smtps://` with name and password. */
  readonly smtpUrl: string
  /** An address, or a name and an address: `Shop <help@shop.example>`. */
  readonly from: string
  /** Where answers come in; null when they don't: mails then say so. */
  readonly replies: { readonly domain: string; readonly secret: string } | null
}

/** Null without `SMTP_URL` and `MAIL_FROM`: no mail is sent. */
export function sendingSettings(
  variables: Readonly<Record<string, string | undefined>>,
): SendingSettings | null {
  const {
    SMTP_URL: smtpUrl,
    MAIL_FROM: from,
    MAIL_REPLY_DOMAIN: domain,
    MAIL_WEBHOOK_SECRET: secret,
  } = variables
  if (!smtpUrl || !from) return null
  return { smtpUrl, from, replies: domain && secret ? { domain, secret } : null }
}

/** Behind the last `@` of an address, with or without a name. */
export function domainOf(from: string): string {
  return from.slice(from.lastIndexOf('@') + 1).replace(/[^\w.-]/g, '')
}
