import type { Listen } from './keep-up-to-date.ts'

/** Listens once the code for that is there. Until then, and without it, the page looks by itself. */
export function listenLate(fetched: Promise<Listen>): Listen {
  return (onLink) => {
    let connection: ReturnType<Listen> | null = null
    let isStopped = false
    const begin = async () => {
      const listen = await fetched
      if (!isStopped) connection = listen(onLink)
    }
    void begin()
    return {
      wake: () => connection?.wake(),
      stop: () => {
        isStopped = true
        connection?.stop()
      },
    }
  }
}
