/** What this tab kept under a name, in `sessionStorage`; null when there is nothing, or storage is blocked. */
export function recall(key: string): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    // Storage is blocked: things live as long as the page.
    return null
  }
}

/** Keeps a text for this tab's next page; null takes it away. */
export function remember(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, value)
  } catch {
    // As above, or full.
  }
}
