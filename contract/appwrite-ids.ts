/** What Appwrite accepts as an id: at most 36 characters, none of them special at the start. */
const APPWRITE_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,35}$/

/** Whether a text can be the id of a row: only such a one may be part of a path of Appwrite's API. */
export function isRowId(text: string): boolean {
  return APPWRITE_ID.test(text)
}

/** Whether a text can name a session. Older ids such as `s_1763614351136` are still readable. */
export function isSessionId(text: string): boolean {
  return APPWRITE_ID.test(text)
}

/** Whether a text can be the id of an Appwrite user: what a function may trust as `x-appwrite-user-id`. */
export function isUserId(text: string): boolean {
  return APPWRITE_ID.test(text)
}
