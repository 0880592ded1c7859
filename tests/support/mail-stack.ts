import { Client, Functions } from 'node-appwrite'
import * as z from 'zod/mini'
import { changeFunction } from './change-function.ts'
import { startMailServer, type MailServer } from './mail-server.ts'
import { startStack, type Stack } from './stack.ts'

/** The whole product with a mail server, whose upkeep runs only when a test makes it. */
export interface MailStack extends Stack {
  readonly smtp: MailServer
  /** Returns how many mails were sent. */
  runUpkeep(): Promise<number>
  /** As if a visitor had let the time pass in which they may see a reply. */
  makeDue(sessionId: string): Promise<void>
}

/** What a mail provider signs with. */
export const MAIL_SECRET = 'the mail provider’s own secret'
export const REPLY_DOMAIN = 'in.shop.example'
export const MAIL_FROM = 'Shop <help@shop.example>'

const Run = z.object({ mailed: z.number() })

export async function startMailStack(): Promise<MailStack> {
  const smtp = await startMailServer()
  const stack = await startStack({
    environment: {
      SMTP_URL: smtp.url,
      MAIL_FROM,
      MAIL_REPLY_DOMAIN: REPLY_DOMAIN,
      MAIL_WEBHOOK_SECRET: MAIL_SECRET,
    },
  })
  await changeFunction(stack, 'upkeep', { schedule: '' })
  return {
    ...stack,
    smtp,
    async runUpkeep() {
      const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
      const execution = await new Functions(client).createExecution({ functionId: 'upkeep' })
      return Run.parse(JSON.parse(execution.responseBody)).mailed
    },
    async makeDue(sessionId) {
      const mailDueAt = new Date(Date.now() - 1000).toISOString()
      await stack.repositories.sessions.touch(sessionId, { mailDueAt }, 0)
    },
    async close() {
      await stack.close()
      await smtp.close()
    },
  }
}
