import { parsePermissions, TABLE_ACTIONS } from '../../services/permissions.ts'
import type { BucketService, BucketSettings } from '../../services/storage/storage-buckets.ts'
import type { Endpoint } from '../endpoint.ts'
import type { Params, Reader } from '../params.ts'
import { boolean, id, integer, listOf, newId, oneOf, queryTexts, text } from '../readers.ts'

/** Bytes: the default of a bucket (Appwrite's _APP_STORAGE_LIMIT) and the most that one may be set to here. */
const FILE_SIZE_DEFAULT = 30_000_000
const FILE_SIZE_LIMIT = 5_000_000_000

const DEFAULTS: Omit<BucketSettings, 'name'> = {
  $permissions: [],
  fileSecurity: false,
  enabled: true,
  maximumFileSize: FILE_SIZE_DEFAULT,
  allowedFileExtensions: [],
  compression: 'none',
  encryption: true,
  antivirus: true,
  transformations: true,
}

const permissions: Reader<string[]> = (value, name) => parsePermissions(value, TABLE_ACTIONS, name)
const extension: Reader<string> = (value, name) => text(64, 1)(value, name).replace(/^\./, '').toLowerCase()

/**
 * The settings of a new bucket, or of one that is changed: what a change leaves out is as for a new one, save for the
 * permissions; a few can be kept by an explicit null.
 */
function changedSettings(params: Params, before: BucketSettings): BucketSettings {
  const kept = {
    ...DEFAULTS,
    $permissions: before.$permissions,
    ...(params.raw('maximumFileSize') === null ? { maximumFileSize: before.maximumFileSize } : {}),
    ...(params.raw('encryption') === null ? { encryption: before.encryption } : {}),
    ...(params.raw('compression') === null ? { compression: before.compression } : {}),
  }
  return readSettings(params, kept)
}

function readSettings(params: Params, kept: Omit<BucketSettings, 'name'>): BucketSettings {
  return {
    name: params.required('name', text(128, 1)),
    $permissions: params.optional('permissions', permissions, kept.$permissions),
    fileSecurity: params.optional('fileSecurity', boolean, kept.fileSecurity),
    enabled: params.optional('enabled', boolean, kept.enabled),
    maximumFileSize: params.optional('maximumFileSize', integer(1, FILE_SIZE_LIMIT), kept.maximumFileSize),
    allowedFileExtensions: params.optional(
      'allowedFileExtensions',
      listOf(extension),
      kept.allowedFileExtensions,
    ),
    compression: params.optional('compression', oneOf(['none', 'gzip', 'zstd']), kept.compression),
    encryption: params.optional('encryption', boolean, kept.encryption),
    antivirus: params.optional('antivirus', boolean, kept.antivirus),
    transformations: params.optional('transformations', boolean, kept.transformations),
  }
}

/** Routes of buckets. */
export function bucketEndpoints(buckets: BucketService): Endpoint[] {
  const READ = ['buckets.read']
  const WRITE = ['buckets.write']
  const one = '/storage/buckets/:bucketId'
  return [
    {
      method: 'POST',
      path: '/storage/buckets',
      scopes: WRITE,
      async handle({ params }) {
        const bucketId = params.required('bucketId', newId)
        return { status: 201, body: await buckets.create(bucketId, readSettings(params, DEFAULTS)) }
      },
    },
    {
      method: 'GET',
      path: '/storage/buckets',
      scopes: READ,
      handle: ({ params }) => ({
        status: 200,
        body: buckets.list(
          params.optional('queries', queryTexts, []),
          params.optional('search', text(256), ''),
        ),
      }),
    },
    {
      method: 'GET',
      path: one,
      scopes: READ,
      handle: ({ params }) => ({ status: 200, body: buckets.get(params.required('bucketId', id)) }),
    },
    {
      method: 'PUT',
      path: one,
      scopes: WRITE,
      async handle({ params }) {
        const bucket = await buckets.update(params.required('bucketId', id), (before) =>
          changedSettings(params, before),
        )
        return { status: 200, body: bucket }
      },
    },
    {
      method: 'DELETE',
      path: one,
      scopes: WRITE,
      async handle({ params }) {
        await buckets.remove(params.required('bucketId', id))
        return { status: 204 }
      },
    },
  ]
}
