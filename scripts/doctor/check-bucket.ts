import { Storage } from 'node-appwrite'
import { ATTACHMENTS_BUCKET_ID } from '../../contract/attachments-bucket-id.ts'
import { differenceOf } from '../../deployment/ensure-bucket.ts'
import { found } from '../../deployment/found.ts'
import { clientOf } from './check-project.ts'
import { failed, ok, type Check } from './finding.ts'

/** Whether files of messages have a bucket, which shows each to those who read its message and to nobody else. */
export const checkBucket: Check = {
  name: 'Bucket of attachments',
  needs: ['Project and key'],
  async look({ connection }) {
    const storage = new Storage(clientOf(connection))
    const bucket = await found(storage.getBucket({ bucketId: ATTACHMENTS_BUCKET_ID }))
    const difference = bucket === null ? 'is missing' : differenceOf(bucket)
    if (difference === null) return [ok('Files that messages carry are shown to their readers alone.')]
    return [failed(`The bucket ${ATTACHMENTS_BUCKET_ID}: ${difference}.`, 'npm run deploy')]
  },
}
