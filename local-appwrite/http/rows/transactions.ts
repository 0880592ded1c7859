import { AppwriteError } from '../../services/appwrite-error.ts'
import { parseOperation } from '../../services/rows/staged-operation.ts'
import type { Transactions } from '../../services/rows/transactions.ts'
import { formatTime } from '../../store/format-time.ts'
import type { Transaction } from '../../store/transactions.ts'
import { normalIp } from '../client-ip.ts'
import type { Endpoint } from '../endpoint.ts'
import type { Names } from '../names.ts'
import type { Reader } from '../params.ts'
import { refusal } from '../params.ts'
import { boolean, id, integer } from '../readers.ts'
import { listItems } from '../schema-lists.ts'

/** Seconds a transaction may stay open. */
const TTL = { min: 60, max: 3600, normal: 300 }

/** A list whose length the transaction itself limits. */
const anyList: Reader<unknown[]> = (value, name) => {
  if (!Array.isArray(value)) throw refusal(name, 'Value must a valid array')
  return value
}

/** Transactions: open, look, stage operations, commit or roll back, delete. */
export function transactionEndpoints(names: Names, transactions: Transactions): Endpoint[] {
  const all = `${names.root}/transactions`
  const one = `${all}/:transactionId`
  // Appwrite's errors about operations use the older names under both families.
  const read = { scopes: names.readRows, legacy: true }
  const write = { scopes: names.writeRows, legacy: true }
  return [
    {
      ...write,
      method: 'POST',
      path: all,
      async handle({ params, caller, clientIp }) {
        const ttl = params.optional('ttl', integer(TTL.min, TTL.max), TTL.normal)
        return {
          status: 201,
          body: transactionJson(await transactions.create(caller, ttl, normalIp(clientIp))),
        }
      },
    },
    {
      ...read,
      method: 'GET',
      path: all,
      handle({ params, caller }) {
        const { total, items } = listItems(params, transactions.list(caller).map(transactionJson), {
          status: 'text',
          expiresAt: 'time',
        })
        return { status: 200, body: { total, transactions: items } }
      },
    },
    {
      ...read,
      method: 'GET',
      path: one,
      handle: ({ params, caller }) => ({
        status: 200,
        body: transactionJson(transactions.get(caller, params.required('transactionId', id))),
      }),
    },
    {
      ...write,
      method: 'PATCH',
      path: one,
      async handle({ params, caller }) {
        const transactionId = params.required('transactionId', id)
        const commit = params.optional('commit', boolean, false)
        const rollback = params.optional('rollback', boolean, false)
        if (commit === rollback)
          throw new AppwriteError(
            'general_bad_request',
            'Either commit or rollback must be true, but not both.',
          )
        const done = commit
          ? transactions.commit(caller, transactionId)
          : transactions.rollBack(caller, transactionId)
        return { status: 200, body: transactionJson(await done) }
      },
    },
    {
      ...write,
      method: 'DELETE',
      path: one,
      async handle({ params, caller }) {
        await transactions.delete(caller, params.required('transactionId', id))
        return { status: 204 }
      },
    },
    {
      ...write,
      method: 'POST',
      path: `${one}/operations`,
      async handle({ params, caller }) {
        const transactionId = params.required('transactionId', id)
        const operations = params.required('operations', anyList).map(parseOperation)
        if (operations.length === 0)
          throw new AppwriteError('general_bad_request', 'Operations array cannot be empty')
        const { transaction } = await transactions.stage(caller, transactionId, operations)
        return { status: 201, body: transactionJson(transaction) }
      },
    },
  ]
}

function transactionJson(transaction: Transaction): Record<string, unknown> {
  return {
    $id: transaction.id,
    $createdAt: formatTime(transaction.createdAt),
    $updatedAt: formatTime(transaction.updatedAt),
    status: transaction.status,
    operations: transaction.operations,
    expiresAt: formatTime(transaction.expiresAt),
  }
}
