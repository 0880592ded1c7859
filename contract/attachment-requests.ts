/** What bodies of both APIs must look like where they are about files. */
import * as z from 'zod/mini'
import * as attachmentLimits from './attachment-limits.ts'
import { isAttachmentId } from './ids.ts'

/** `PUT …/attachments/:fileId`: one piece of a file. */
export const PieceRequest = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(1000)),
  bytes: z
    .int()
    .check(
      z.gte(1),
      z.lte(attachmentLimits.megabytesMax * 1_000_000),
      z.describe('The size of the whole file.'),
    ),
  at: z.int().check(z.gte(0), z.describe('Where the piece begins: `received` of the answer before, or 0.')),
  data: z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(attachmentLimits.pieceBodyMaxBytes),
      z.describe(`The next ${attachmentLimits.pieceBytes} bytes, or those that are left, in base64.`),
    ),
})
export type PieceRequest = z.infer<typeof PieceRequest>

/** The files that go with a message. */
export function AttachmentIds() {
  return z.optional(
    z
      .array(
        z
          .string()
          .check(
            z.refine(isAttachmentId, 'must be f_ and 32 hex digits'),
            z.describe('`f_` and 32 hex digits.'),
          ),
      )
      .check(z.maxLength(attachmentLimits.perMessage), z.describe('Files that were uploaded before.')),
  )
}
