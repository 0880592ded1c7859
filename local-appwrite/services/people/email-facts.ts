/** What Appwrite tells about an address. All null without one. */
export interface EmailFacts {
  emailCanonical: string | null
  emailIsFree: boolean | null
  emailIsDisposable: boolean | null
  emailIsCorporate: boolean | null
  emailIsCanonical: boolean | null
}

/** The well-known ones; Appwrite's lists have thousands. */
const FREE = new Set([
  'gmail.com',
  'googlemail.com',
  'yahoo.com',
  'hotmail.com',
  'outlook.com',
  'live.com',
  'icloud.com',
  'aol.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  'proton.me',
  'protonmail.com',
])
const DISPOSABLE = new Set([
  'example.com',
  'mailinator.com',
  'guerrillamail.com',
  '10minutemail.com',
  'yopmail.com',
])

export function emailFacts(email: string): EmailFacts {
  if (email === '')
    return {
      emailCanonical: null,
      emailIsFree: null,
      emailIsDisposable: null,
      emailIsCorporate: null,
      emailIsCanonical: null,
    }
  const canonical = canonicalForm(email)
  const domain = canonical.slice(canonical.lastIndexOf('@') + 1)
  const free = FREE.has(domain)
  const disposable = DISPOSABLE.has(domain)
  return {
    emailCanonical: canonical,
    emailIsFree: free,
    emailIsDisposable: disposable,
    emailIsCorporate: !free && !disposable,
    emailIsCanonical: canonical === email,
  }
}

/** Gmail ignores dots and what follows a plus; elsewhere only case is ignored. */
function canonicalForm(email: string): string {
  const lower = email.toLowerCase()
  const at = lower.lastIndexOf('@')
  const domain = lower.slice(at + 1)
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return lower
  return `${lower.slice(0, at).replace(/\+.*$/s, '').replaceAll('.', '')}@gmail.com`
}
