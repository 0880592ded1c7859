/** As much of `localStorage` as is used; `room` is what it takes, in characters. */
export function fakeDisk(entries: Record<string, string> = {}, room = Number.POSITIVE_INFINITY) {
  const map = new Map(Object.entries(entries))
  const disk = {
    map,
    room,
    get length() {
      return map.size
    },
    key: (index: number) => [...map.keys()][index] ?? null,
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => {
      const others = [...map].filter(([name]) => name !== key)
      const used = others.reduce((sum, [name, held]) => sum + name.length + held.length, 0)
      if (used + key.length + value.length > disk.room) throw new Error('QuotaExceededError')
      map.set(key, value)
    },
    removeItem: (key: string) => void map.delete(key),
  }
  return disk
}
