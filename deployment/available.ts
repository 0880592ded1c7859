/** Appwrite makes and removes columns and indexes in the background; this is how long that may take. */
const AVAILABLE_WITHIN_MS = 60_000
const LOOK_AGAIN_MS = 200

/** Waits until Appwrite has made it. Throws when it can't, or not in time. */
export async function available(
  name: string,
  read: () => Promise<{ status: string; error: string }>,
): Promise<void> {
  const deadline = Date.now() + AVAILABLE_WITHIN_MS
  for (;;) {
    const { status, error } = await read()
    if (status === 'available') return
    if (status === 'failed' || status === 'stuck' || Date.now() > deadline) {
      throw new Error(
        `Appwrite did not make ${name}: ${status} ${error}. Delete it in the console and deploy again.`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}

/** Waits until Appwrite has removed it. Throws when that takes too long. */
export async function removed(name: string, read: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + AVAILABLE_WITHIN_MS
  while ((await read()) !== null) {
    if (Date.now() > deadline) throw new Error(`Appwrite did not remove ${name}. Deploy again.`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}
