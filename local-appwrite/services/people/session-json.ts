import { formatTime } from '../../store/format-time.ts'
import type { Row } from '../../store/tables/row.ts'
import { listIn, textIn } from './people-rows.ts'

/**
 * An account session as the API answers it. `secret` is only given where it is new and the caller a key. Fields
 * about the device and the country are empty here: there is no database of either.
 */
export function sessionJson(session: Row, current: boolean, secret = ''): Record<string, unknown> {
  return {
    $id: session.id,
    $createdAt: formatTime(session.createdAt),
    $updatedAt: formatTime(session.updatedAt),
    userId: textIn(session, 'userId'),
    expire: textIn(session, 'expire'),
    provider: textIn(session, 'provider'),
    providerUid: textIn(session, 'providerUid'),
    providerAccessToken: '',
    providerAccessTokenExpiry: '',
    providerRefreshToken: '',
    ip: textIn(session, 'ip'),
    osCode: '',
    osName: '',
    osVersion: '',
    clientType: '',
    clientCode: '',
    clientName: textIn(session, 'userAgent').slice(0, 64),
    clientVersion: '',
    clientEngine: '',
    clientEngineVersion: '',
    deviceName: '',
    deviceBrand: '',
    deviceModel: '',
    countryCode: '--',
    countryName: 'Unknown',
    current,
    factors: listIn(session, 'factors'),
    secret,
    mfaUpdatedAt: '',
  }
}
