import { isEmail } from '../../services/email.ts'
import { parsePhpTime } from '../../services/php-time.ts'
import { isIpAddress, isUrl } from '../../services/schema/column-values.ts'
import { refusal, type Reader } from '../params.ts'
import { bound, strictBoolean, text } from '../readers.ts'

const DEFAULT_MAX = 1_073_741_824

/** Reads a default as the route for a kind of column takes it; whether the column can have it is seen later. */
export function defaultReader(kind: string): Reader<unknown> {
  switch (kind) {
    case 'integer':
    case 'bigint':
      return whole
    case 'float':
      return bound
    case 'boolean':
      return strictBoolean
    case 'datetime':
      return textThat('is a valid date', (value) => parsePhpTime(value) !== null)
    case 'email':
      return textThat('is a valid email address', isEmail)
    case 'url':
      return textThat('is a valid URL', isUrl)
    case 'ip':
      return textThat('is a valid IP address', isIpAddress)
    default:
      return text(DEFAULT_MAX)
  }
}

const whole: Reader<unknown> = (value, name) => {
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))) return value
  throw refusal(name, 'Value must be a valid integer')
}

function textThat(what: string, fits: (value: string) => boolean): Reader<string> {
  return (value, name) => {
    if (typeof value === 'string' && fits(value)) return value
    throw refusal(name, `Value must be a text that ${what}`)
  }
}
