/** Values that earlier steps kept, by their names. */
export type Variables = Record<string, unknown>

const WHOLE = /^\{\{([^{}]+)\}\}$/
const INSIDE = /\{\{([^{}]+)\}\}/g

/**
 * Puts values in place of `{{name}}`, in texts at any depth. A text that is nothing else becomes the value itself.
 * `{"$times": 3, "of": …}` in a list stands for three elements, in which `{{i}}` counts.
 */
export function fill(template: unknown, variables: Variables, index = 0): unknown {
  if (typeof template === 'string') return fillText(template, variables, index)
  if (Array.isArray(template)) {
    return template.flatMap((element: unknown) => repeated(element, variables, index))
  }
  if (!isObject(template)) return template
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => [key, fill(value, variables, index)]),
  )
}

/** As `fill`, for what has to be a text. */
export function fillText(template: string, variables: Variables, index = 0): unknown {
  const whole = WHOLE.exec(template)?.[1]
  if (whole !== undefined) return valueOf(whole, variables, index) ?? template
  return template.replaceAll(INSIDE, (all, name: string) => {
    const value = valueOf(name, variables, index)
    if (value === undefined) return all
    return typeof value === 'string' ? value : JSON.stringify(value)
  })
}

function repeated(element: unknown, variables: Variables, index: number): unknown[] {
  if (!isObject(element) || !('$times' in element)) return [fill(element, variables, index)]
  const from = Number(element['from'] ?? 0)
  return Array.from({ length: Number(element['$times']) }, (_, count) =>
    fill(element['of'], variables, count + from),
  )
}

function valueOf(name: string, variables: Variables, index: number): unknown {
  if (name === 'i') return index
  if (name.startsWith('i+')) return index + Number(name.slice(2))
  if (name.startsWith('repeat:')) {
    const end = name.lastIndexOf(':')
    return name.slice('repeat:'.length, end).repeat(Number(name.slice(end + 1)))
  }
  if (name.startsWith('iso:')) {
    const time = new Date(Date.now() + Number(name.slice('iso:'.length)) * 1000)
    return time.toISOString().replace('Z', '+00:00')
  }
  return variables[name]
}

/** What stands at `rows.[*].$id`: `[*]` is each element, `[2]` the third. */
export function valueAt(from: unknown, path: string): unknown {
  let found: unknown[] = [from]
  let isList = false
  for (const part of path.split(/\.|(?=\[)/).filter((one) => one !== '')) {
    if (part === '[*]') {
      isList = true
      found = found.flatMap((value): unknown[] => (Array.isArray(value) ? value : []))
    } else {
      const key = part.startsWith('[') ? part.slice(1, -1) : part
      found = found.map((value) =>
        isObject(value) || Array.isArray(value)
          ? Object.entries(value).find(([name]) => name === key)?.[1]
          : undefined,
      )
    }
  }
  return isList ? found : found[0]
}

/** True for what has named fields. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
