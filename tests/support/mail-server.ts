import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A mail as it arrived, and the addresses of its envelope. */
export interface ArrivedMail {
  readonly mail: Email
  /** The whole of it, as text. */
  readonly raw: string
  readonly sender: string
  readonly recipient: string
}

/** A real SMTP server on this machine, which keeps what comes and refuses what a test tells it to. */
export interface MailServer {
  readonly url: string
  readonly arrived: readonly ArrivedMail[]
  /** What it answers from now on to every recipient, or to some, such as `550 5.1.1 unknown`; null to take mails. */
  refuse: (answer: string | null, recipients?: readonly string[]) => void
  close: () => Promise<void>
}

export async function startMailServer(): Promise<MailServer> {
  const arrived: ArrivedMail[] = []
  let refusal: string | null = null
  let refused: readonly string[] | null = null
  async function keep(
    stream: Readable,
    sender: string,
    recipient: string,
    done: (failure?: Error) => void,
  ): Promise<void> {
    try {
      const raw = await buffer(stream)
      arrived.push({ mail: await PostalMime.parse(raw), raw: raw.toString(), sender, recipient })
      done()
    } catch (cause) {
      done(new Error('the mail can’t be read', { cause }))
    }
  }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, done) => {
      if (refusal === null || refused?.includes(address) === false) return done()
      const [code = '', ...words] = refusal.split(' ')
      done(Object.assign(new Error(words.join(' ')), { responseCode: Number(code) }))
    },
    onData: (stream, { envelope }, done) => {
      const sender = envelope.mailFrom === false ? '' : envelope.mailFrom.address
      void keep(stream, sender, envelope.rcptTo.map(({ address }) => address).join(), done)
    },
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of a TCP server that listens it is one
  const { port } = listening.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    arrived,
    refuse: (answer, recipients) => {
      refusal = answer
      refused = recipients ?? null
    },
    close: async () => {
      const closed = once(listening, 'close')
      server.close()
      await closed
    },
  }
}
