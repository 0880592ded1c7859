import { setTimeout as delay } from 'node:timers/promises'
import type { Browser } from 'playwright'
import { seededRandom, type Random } from '../simulation/seeded-random.ts'
import { startSite } from '../support/site.ts'
import { compareWithTable, type Findings } from './compare-with-table.ts'
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts'
import { createFaultyAgent, type FaultyAgent } from './faulty-agent.ts'
import { openVisitor, type FaultyTab, type FaultyVisitor } from './faulty-visitor.ts'
import { startKillableServer, type KillableServer } from './killable-server.ts'
import { createNetworkFaults, type NetworkFaultRates, type NetworkFaults } from './network-faults.ts'

export interface FaultPlan {
  /** Of the faults' and visitors' random numbers; what the machine makes of them differs each time. */
  readonly seed: number
  readonly messages: number
  readonly visitors: number
  /** How often the server is killed. */
  readonly kills: number
  readonly rates: NetworkFaultRates
  /** How long a silent socket stands before it is cut; null: until the widget gives it up. */
  readonly muteMs: number | null
  /** Between a tab's acts. */
  readonly pauseMs: readonly [number, number]
}

/** What a run came to. */
export interface FaultFigures extends Findings {
  readonly messages: number
  readonly faults: Readonly<Record<string, number>>
  readonly kills: number
}

/** What a bad mobile network, an overloaded server and a broken proxy do together. */
export const STORM: NetworkFaultRates = {
  requestDropped: 0.08,
  answerDropped: 0.08,
  answeredLate: 0.05,
  refused: 0.06,
  socketCut: 0.02,
  socketMute: 0.01,
  eventDropped: 0.06,
  eventDoubled: 0.06,
  eventLate: 0.08,
}

/** After the faults: a widget gives up a silent socket in 28 s, and looks for itself every minute. */
const SETTLED_WITHIN_MS = 120_000
const LOOK_AGAIN_MS = 500
const REPLIES = 4
const BETWEEN_STORMS_MS = [2000, 6000] as const
const BETWEEN_REPLIES_MS = [300, 2500] as const

/**
 * Visitors chat in real browsers, an agent answers, and between them and the server everything goes wrong that can.
 * Then it is calm; once everything has settled it is compared with what the tables hold.
 *
 * @param dataDir of a server of its own
 */
export async function liveThroughFaults(
  browser: Browser,
  dataDir: string,
  plan: FaultPlan,
): Promise<FaultFigures> {
  const random = seededRandom(plan.seed)
  const faults = createNetworkFaults(plan.rates, random.fork('faults'))
  const server = await startKillableServer(dataDir)
  const proxy = await startFaultProxy(server.origin, faults, plan.muteMs)
  const { projectId, databaseId } = server.connection
  const site = await startSite({ endpoint: `${proxy.origin}/v1`, projectId, databaseId })
  const agent = createFaultyAgent(server)
  const visitors: FaultyVisitor[] = []
  try {
    for (let number = 1; number <= plan.visitors; number++) {
      visitors.push(
        await openVisitor(browser, site.origin, projectId, `visitor ${number}`, number % 3 === 1 ? 2 : 1),
      )
    }
    const kills = await storm({ plan, random, faults, server, proxy, agent, visitors })
    const findings = await settled(server, visitors, agent)
    return {
      ...findings,
      messages: visitors.flatMap(({ tabs }) => tabs.flatMap(({ said }) => said.flat())).length,
      faults: Object.fromEntries(faults.counts),
      kills,
    }
  } finally {
    await Promise.all(visitors.map((visitor) => visitor.close()))
    await proxy.close()
    await site.close()
    await server.stop()
  }
}

interface Cast {
  readonly plan: FaultPlan
  readonly random: Random
  readonly faults: NetworkFaults
  readonly server: KillableServer
  readonly proxy: FaultProxy
  readonly agent: FaultyAgent
  readonly visitors: readonly FaultyVisitor[]
}

/** Ends when all messages are sent, with the server running; gives how often it was killed. */
async function storm({ plan, random, faults, server, proxy, agent, visitors }: Cast): Promise<number> {
  const { seed, messages, pauseMs } = plan
  let begun = 0
  let kills = 0
  let restarted: Promise<void> = Promise.resolve()
  const isOver = () => begun >= messages

  function nextText(dice: Random): string {
    begun++
    if (kills < plan.kills && begun >= ((kills + 1) * messages) / (plan.kills + 1)) {
      kills++
      restarted = restarted.then(() => server.kill())
    }
    return `${dice.pick(QUESTIONS) ?? ''} (${seed}/${begun})`
  }

  async function useTab(tab: FaultyTab): Promise<void> {
    const dice = random.fork(tab.name)
    await tab.say(nextText(dice))
    while (!isOver()) {
      await delay(dice.between(...pauseMs))
      const act = dice.next()
      if (act < 0.05) {
        faults.count('tab reloaded')
        await tab.reload()
      } else if (act < 0.09) {
        faults.count('tab closed')
        await tab.replace()
      } else if (act < 0.13) {
        faults.count('offline')
        await tab.offline(async () => {
          for (let left = dice.between(1, 3); left > 0; left--) {
            await tab.say(nextText(dice))
            await delay(dice.between(...pauseMs))
          }
        })
      } else await tab.say(nextText(dice))
    }
  }

  async function answer(visitor: FaultyVisitor): Promise<void> {
    const dice = random.fork(`agent of ${visitor.name}`)
    let sessionId: string | null = null
    while (sessionId === null) {
      if (isOver()) return
      await delay(dice.between(...BETWEEN_REPLIES_MS))
      sessionId = await visitor.sessionId()
    }
    await agent.claim(sessionId)
    for (let reply = 1; reply <= REPLIES; reply++) {
      await delay(dice.between(...BETWEEN_REPLIES_MS))
      await agent.reply(sessionId, `Reply ${reply} to ${visitor.name}`)
    }
    if (dice.chance(0.3)) await agent.returnToBot(sessionId)
  }

  async function troubleSockets(): Promise<void> {
    const dice = random.fork('sockets')
    for (;;) {
      await delay(dice.between(...BETWEEN_STORMS_MS))
      if (isOver()) return
      if (dice.chance(0.5)) proxy.cutSockets()
      else proxy.muteSockets()
    }
  }

  await Promise.all([
    ...visitors.flatMap(({ tabs }) => tabs.map(useTab)),
    ...visitors.filter((_, index) => index % 2 === 0).map(answer),
    troubleSockets(),
  ])
  await restarted
  faults.stop()
  return kills
}

/** Some that the shop's articles answer, some that they don't. */
const QUESTIONS = [
  'How long does shipping take?',
  'Can I return a candle?',
  'Hello there',
  'What about the thing from last week',
  'Do you ship to Canada?',
  'ok',
] as const

/** Waits until nothing is under way any more, has upkeep done, and compares. */
async function settled(
  server: KillableServer,
  visitors: readonly FaultyVisitor[],
  agent: FaultyAgent,
): Promise<Findings> {
  const wait = async (unsettled: (findings: Findings) => number | Promise<number>): Promise<Findings> => {
    const deadline = Date.now() + SETTLED_WITHIN_MS
    for (;;) {
      const findings = await compareWithTable(server, visitors, agent)
      if ((await unsettled(findings)) === 0 || Date.now() > deadline) return findings
      await delay(LOOK_AGAIN_MS)
    }
  }
  const behind = ({ lost, stuck, tabsBehind }: Findings) => lost.length + stuck.length + tabsBehind.length
  const findings = await wait(behind)
  await runUpkeep(server)
  if (behind(findings) > 0) return findings
  return wait(async (found) => {
    // Upkeep leaves alone what changed in the last half a minute, and may have started the bot.
    if (found.wrongCounters.length > 0) await runUpkeep(server)
    return behind(found) + found.wrongCounters.length
  })
}

async function runUpkeep({ connection }: KillableServer): Promise<void> {
  const response = await fetch(`${connection.endpoint}/functions/upkeep/executions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-appwrite-project': connection.projectId,
      'x-appwrite-key': connection.key,
    },
    body: JSON.stringify({ body: JSON.stringify({ all: true }) }),
  })
  if (!response.ok) throw new Error(`upkeep: ${response.status} ${await response.text()}`)
}
