/** The bucket of all files that messages carry. */
export const ATTACHMENTS_BUCKET_ID = 'attachments'
