import * as attachmentLimits from './attachment-limits.ts'

/** The bucket of all files that messages carry. */
export const ATTACHMENTS_BUCKET_ID = 'attachments'

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
