/** A part of the panel that is fetched when it is needed. */
export interface LazyPart<T> {
  /** Null until it is there. */
  readonly get: () => T | null
  /** Fetches it once; after a failure the next call tries again. */
  readonly load: () => Promise<T>
}

/** @param fetchPart imports it, and puts it to use */
export function lazyPart<T>(fetchPart: () => Promise<T>): LazyPart<T> {
  let part: T | null = null
  let underWay: Promise<T> | null = null
  return {
    get: () => part,
    load: () =>
      (underWay ??= fetchPart().then(
        (loaded) => (part = loaded),
        (thrown: unknown) => {
          underWay = null
          throw thrown
        },
      )),
  }
}
