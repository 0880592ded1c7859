export function warn(text: unknown): void {
  // oxlint-disable-next-line eslint/no-console -- whoever embeds the widget has no other place to read this
  console.warn('Porchlight:', text)
}

/** Runs on whatever the page hands over: nothing is thrown into it. */
export function guarded(work: () => unknown): unknown {
  try {
    return work()
  } catch (thrown) {
    return warn(thrown)
  }
}
