/** As `JSON.stringify`, whatever old libraries of the page made of `Array.prototype.toJSON`. Plain values only. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, name: string) {
    return this[name]
  })
}
