/** How many characters (code points) a text has; lengths are never counted in UTF-16 units. */
export function countCharacters(text: string): number {
  let count = text.length
  for (let index = 0; index < text.length - 1; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit < 0xd8_00 || unit > 0xdb_ff) continue
    const next = text.charCodeAt(index + 1)
    if (next < 0xdc_00 || next > 0xdf_ff) continue
    count -= 1
    index += 1
  }
  return count
}
