import { AppwriteException } from 'node-appwrite'

/** What a read returns, or null where Appwrite answers that there is no such thing. */
export async function found<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read
  } catch (thrown) {
    if (thrown instanceof AppwriteException && thrown.code === 404) return null
    throw thrown
  }
}
