import type { LateTexts } from '../late-texts.ts'

export const attachmentTexts: Pick<LateTexts, 'files'> = {
  files: {
    attach: 'Attach files',
    remove: 'Remove #',
    tooLarge: 'Too large: at most #',
    wrongType: 'This type of file can’t be sent',
    tooMany: 'No more files can be sent',
    gone: 'This file is no longer there',
  },
}
