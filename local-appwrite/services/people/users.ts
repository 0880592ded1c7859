import type { Database } from '../../store/database.ts'
import { formatTime } from '../../store/format-time.ts'
import { MEMBERSHIPS, SESSIONS, TOKENS, USERS } from '../../store/tables/people.ts'
import type { Row } from '../../store/tables/row.ts'
import type { Rows } from '../../store/tables/rows.ts'
import { AppwriteError } from '../appwrite-error.ts'
import type { Change, Publish } from '../change.ts'
import { hashPassword, isPassword } from '../secrets.ts'
import { uniqueId } from '../unique-id.ts'
import {
  changeFields,
  insertFields,
  listPeople,
  refusingTaken,
  rowsWhere,
  textIn,
  type Fields,
  type PeopleList,
} from './people-rows.ts'
import { accountJson, userJson } from './user-json.ts'

/** What a new user is made of; '' where something is not known. */
export interface NewUser {
  id: string
  name: string
  email: string
  phone: string
  password: string | null
}

/** Which event a change of a user is announced as. */
type Part = Extract<Change['resource'], { kind: 'user' }>['part']
type AttributePart = Extract<Part, { kind: 'attribute' }>['name']

/** Who asked for a change: the user, or a key. Decides what the announced payload shows. */
export type ChangedBy = 'self' | 'key'

/** Users: everything about them but their sessions and teams. */
export interface Users {
  /** @throws AppwriteError user_not_found */
  get(id: string): Row
  find(id: string): Row | null
  findByEmail(email: string): Row | null
  findByPhone(phone: string): Row | null
  list(wanted: PeopleList): { total: number; rows: Row[] }
  create(wanted: NewUser, by: ChangedBy): Promise<Row>
  /** Changes fields and announces it as a change of `part`. */
  change(id: string, fields: Fields, part: AttributePart, by: ChangedBy): Promise<Row>
  setEmail(id: string, email: string, by: ChangedBy): Promise<Row>
  setPhone(id: string, phone: string, by: ChangedBy): Promise<Row>
  /** Ends every session but `keepSessionId`. */
  setPassword(id: string, password: string, keepSessionId: string | null, by: ChangedBy): Promise<Row>
  /** False for no user and for one without a password, after as much work as for a wrong one: time tells nothing. */
  hasPassword(user: Row | null, password: string): Promise<boolean>
  delete(id: string): Promise<void>
  /** Notes that the user was here; at most once a day is written. */
  touch(user: Row): void
}

const LISTABLE = {
  name: 'text',
  email: 'text',
  phone: 'text',
  status: 'boolean',
  passwordUpdate: 'time',
  registration: 'time',
  emailVerification: 'boolean',
  phoneVerification: 'boolean',
  labels: 'texts',
  accessedAt: 'time',
} as const
const ACCESS_NOTED_MS = 24 * 3_600_000

export function createUserService(
  database: Database,
  rows: Rows,
  publish: Publish,
  report: (error: unknown) => void,
): Users {
  const find = (id: string) => rows.get(USERS, id)
  const get = (id: string): Row => {
    const user = find(id)
    if (user === null)
      throw new AppwriteError('user_not_found', 'User with the requested ID could not be found.')
    return user
  }
  const announce = (action: Change['action'], user: Row, part: Part, by: ChangedBy) => {
    database.afterCommit(() => {
      publish({
        action,
        resource: { kind: 'user', userId: user.id, part },
        payload: by === 'self' ? accountJson(user) : userJson(user),
        readRoles: [`user:${user.id}`],
        causedBy: by === 'self' ? user.id : null,
      })
    })
  }
  const change = (
    id: string,
    fields: Fields,
    part: AttributePart,
    by: ChangedBy,
    taken: () => AppwriteError,
  ) =>
    database.transaction(() => {
      const after = refusingTaken(() => changeFields(rows, USERS, get(id), fields), taken)
      announce('update', after, { kind: 'attribute', name: part }, by)
      return after
    })
  const targetTaken = () =>
    new AppwriteError('user_target_already_exists', 'A user with the same address exists already.')

  return {
    get,
    find,
    findByEmail: (email) => rowsWhere(rows, USERS, 'email', email, 1)[0] ?? null,
    findByPhone: (phone) => rowsWhere(rows, USERS, 'phone', phone, 1)[0] ?? null,
    list: (wanted) => listPeople(rows, USERS, wanted, LISTABLE, ['name', 'email', 'phone']),

    async create({ id, name, email, phone, password }, by) {
      const hash = password === null ? null : await hashPassword(password)
      const now = formatTime()
      return database.transaction(() => {
        const fields: Fields = {
          name,
          email: email === '' ? null : email.toLowerCase(),
          phone: phone === '' ? null : phone,
          password: hash,
          passwordUpdate: hash === null ? null : now,
          registration: now,
          accessedAt: by === 'self' ? now : null,
          targetId: uniqueId(),
          labels: [],
        }
        const user = refusingTaken(
          () => insertFields(rows, USERS, id, fields),
          () =>
            new AppwriteError(
              'user_already_exists',
              'A user with the same id, email, or phone already exists.',
            ),
        )
        announce('create', user, { kind: 'user' }, by)
        return user
      })
    },

    change: (id, fields, part, by) => change(id, fields, part, by, targetTaken),
    async setEmail(id, email, by) {
      // The address that is the user's already counts as somebody's.
      if (email !== '' && textIn(get(id), 'email') === email.toLowerCase()) throw targetTaken()
      return change(
        id,
        { email: email === '' ? null : email.toLowerCase(), emailVerification: false },
        'email',
        by,
        targetTaken,
      )
    },
    setPhone: (id, phone, by) =>
      change(id, { phone: phone === '' ? null : phone, phoneVerification: false }, 'phone', by, targetTaken),

    async setPassword(id, password, keepSessionId, by) {
      const hash = await hashPassword(password)
      return database.transaction(() => {
        for (const session of rowsWhere(rows, SESSIONS, 'userId', id))
          if (session.id !== keepSessionId) rows.delete(SESSIONS, session)
        const after = changeFields(rows, USERS, get(id), {
          password: hash,
          passwordUpdate: formatTime(),
        })
        announce('update', after, { kind: 'attribute', name: 'password' }, by)
        return after
      })
    },

    hasPassword: (user, password) => isPassword(password, user === null ? '' : textIn(user, 'password')),

    delete: (id) =>
      database.transaction(() => {
        const user = get(id)
        for (const table of [SESSIONS, TOKENS, MEMBERSHIPS])
          for (const row of rowsWhere(rows, table, 'userId', user.id)) rows.delete(table, row)
        rows.delete(USERS, user)
        announce('delete', user, { kind: 'user' }, 'key')
      }),

    touch(user) {
      const last = Date.parse(textIn(user, 'accessedAt'))
      if (last > Date.now() - ACCESS_NOTED_MS) return
      const noted = database.transaction(() => {
        const now = find(user.id)
        if (now !== null) changeFields(rows, USERS, now, { accessedAt: formatTime() })
      })
      noted.catch(report)
    },
  }
}
