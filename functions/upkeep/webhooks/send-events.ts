import type { Repositories } from '../../repositories/repositories.ts'
import type { Budget } from '../budget.ts'
import { deliver, removeOver } from './deliver.ts'
import { findAlerts, findEvents } from './find-events.ts'
import type { Receiver } from './receiver.ts'

/** Tells the site's own server what has happened. Run twice, it tells it once. */
export async function sendEvents(
  repositories: Repositories,
  receiver: Receiver,
  now: Date,
  budget: Budget,
): Promise<void> {
  await findEvents(repositories, await repositories.settings.get(), now, budget)
  await deliver(repositories, receiver, now, budget)
}

/** What only the schedule does: alerts, and tidying up. */
export async function sendAlerts(
  repositories: Repositories,
  receiver: Receiver,
  now: Date,
  budget: Budget,
): Promise<void> {
  await findAlerts(repositories, await repositories.settings.get(), now, budget)
  await removeOver(repositories, now)
  await sendEvents(repositories, receiver, now, budget)
}
