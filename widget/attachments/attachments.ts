/** The part of the panel about files: picks and uploads them beside the draft, and shows those of messages. */
export { Attach } from '../components/Attach.tsx'
export { AttachmentList } from '../components/AttachmentList.tsx'
export { attachmentTexts as texts } from '../locales/en/attachments.ts'
export { attachmentStyles as styles } from './attachment-styles.ts'
export { createDraftFiles } from './draft-files.ts'
