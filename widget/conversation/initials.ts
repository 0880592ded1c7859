/** At most two letters for a face. */
export function initials(name: string): string {
  const [first = '', ...rest] = name.trim().split(/\s+/)
  return [first, rest.at(-1) ?? '']
    .map((word) => /./su.exec(word)?.[0] ?? '')
    .join('')
    .toUpperCase()
}
