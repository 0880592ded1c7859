import { ATTACHMENTS_BUCKET_ID } from './attachments-bucket-id.ts'
import * as attachmentLimits from './attachment-limits.ts'

/**
 * Nobody may read or create in it as a whole: a file has permissions of its own, those of its session's messages.
 * Functions write it with their key.
 */
export const attachmentsBucket = {
  id: ATTACHMENTS_BUCKET_ID,
  name: 'Attachments',
  permissions: [],
  fileSecurity: true,
  maximumFileSize: attachmentLimits.megabytesMax * 1_000_000,
} as const
