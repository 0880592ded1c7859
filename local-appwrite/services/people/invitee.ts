import type { Row } from '../../store/tables/row.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { uniqueId } from '../unique-id.ts'
import { textIn } from './people-rows.ts'
import type { Users } from './users.ts'

/** Who is asked to join a team: by id, by e-mail or by phone. Empty texts are not given. */
export interface Invitation {
  userId: string
  email: string
  phone: string
  name: string
}

/**
 * The user who is meant. Whoever nobody knows by this e-mail or phone becomes a user, without a password.
 *
 * @throws AppwriteError user_not_found (an id), user_already_exists (id, e-mail and phone are of different users)
 */
export async function inviteeOf(users: Users, invitation: Invitation): Promise<Row> {
  const { userId, email, phone, name } = invitation
  const found =
    userId === '' ? (email === '' ? users.findByPhone(phone) : users.findByEmail(email)) : users.find(userId)
  if (found === null && userId !== '')
    throw new AppwriteError('user_not_found', "User with given userId doesn't exist.")
  if (found === null)
    return users.create({ id: uniqueId(), name: name || email, email, phone, password: null }, 'key')
  const isOther = (given: string, key: string) => given !== '' && given.toLowerCase() !== textIn(found, key)
  if (isOther(email, 'email') || isOther(phone, 'phone'))
    throw new AppwriteError('user_already_exists', "The given id, e-mail and phone don't match.")
  return found
}
