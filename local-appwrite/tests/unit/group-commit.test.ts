import { describe, expect, it } from 'vitest'

import { openGroupCommit } from '../../store/group-commit.ts'

/** Transaction verbs that only write down what was asked of them. */
function recorder(failing: { commit?: boolean; lostInside?: boolean; busyTimes?: number } = {}) {
  let busyTimes = failing.busyTimes ?? 0
  const log: string[] = []
  let open = false
  const group = openGroupCommit({
    begin: () => {
      busyTimes -= 1
      if (busyTimes >= 0) throw new Error('busy')
      open = true
      log.push('begin')
    },
    savepoint: () => log.push('savepoint'),
    release: () => log.push('release'),
    undoJob: () => log.push('undo'),
    commit: () => {
      if (failing.commit === true) throw new Error('disk full')
      open = false
      log.push('commit')
    },
    rollback: () => {
      open = false
      log.push('rollback')
    },
    isBusy: (error) => error instanceof Error && error.message === 'busy',
    isOpen: () => open && failing.lostInside !== true,
  })
  return { group, log }
}

describe('writes that share a commit', () => {
  it('are answered after one commit for all that waited', async () => {
    const { group, log } = recorder()
    const answers = await Promise.all([1, 2, 3].map((number) => group.transaction(() => number * 2)))
    expect(answers).toEqual([2, 4, 6])
    expect(log.filter((verb) => verb === 'commit')).toHaveLength(1)
  })

  it('undo only the one that fails', async () => {
    const { group, log } = recorder()
    const fails = group.transaction(() => {
      throw new Error('refused')
    })
    const works = group.transaction(() => 'kept')
    await expect(fails).rejects.toThrow('refused')
    await expect(works).resolves.toBe('kept')
    expect(log).toEqual(['begin', 'savepoint', 'undo', 'savepoint', 'release', 'commit'])
  })

  it('are all refused when the commit fails, and nobody is told of changes', async () => {
    const { group, log } = recorder({ commit: true })
    const told: string[] = []
    const writes = ['a', 'b'].map((name) =>
      group.transaction(() => {
        group.afterCommit(() => told.push(name))
      }),
    )
    for (const write of writes) await expect(write).rejects.toThrow('disk full')
    expect(told).toEqual([])
    expect(log.at(-1)).toBe('rollback')
  })

  it('are all refused when the transaction is lost in the middle', async () => {
    const { group } = recorder({ lostInside: true })
    const first = group.transaction(() => 'first')
    const second = group.transaction(() => {
      throw new Error('full')
    })
    await expect(first).rejects.toThrow('full')
    await expect(second).rejects.toThrow('full')
  })

  it('wait for the lock of another process, in their order', async () => {
    const { group, log } = recorder({ busyTimes: 3 })
    expect(await Promise.all([1, 2].map((number) => group.transaction(() => number)))).toEqual([1, 2])
    expect(log).toEqual(['begin', 'savepoint', 'release', 'savepoint', 'release', 'commit'])
  })

  it('tell of changes in the order of their writes, before the writes are answered', async () => {
    const { group } = recorder()
    const told: string[] = []
    await Promise.all(
      ['a', 'b', 'c'].map(async (name) => {
        await group.transaction(() => {
          group.afterCommit(() => told.push(name))
        })
        told.push(`${name} answered`)
      }),
    )
    expect(told.slice(0, 3)).toEqual(['a', 'b', 'c'])
  })
})
