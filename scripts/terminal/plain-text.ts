/**
 * Makes text that visitors wrote safe for a terminal: no control character (C0, C1, DEL), so no escape sequence can
 * move the cursor, recolour, or write to the clipboard; and no bidirectional override, so nothing reads other than it
 * is. Line breaks and tabs become spaces unless `keepLines` is set.
 */
export function plainText(text: string, options: { readonly keepLines?: boolean } = {}): string {
  const lines = options.keepLines ? text.replace(/\r\n?/g, '\n') : text.replace(/[\r\n\t\u2028\u2029]+/g, ' ')
  return lines
    .replaceAll('\t', ' ')
    .replace(ESCAPE_SEQUENCES, '')
    .replace(options.keepLines ? CONTROL_SAVE_NEWLINE : HIDDEN, '')
}

/* oxlint-disable no-control-regex -- control characters are what these are about */
/** OSC (also without its end) and CSI sequences go as a whole, so that their payload doesn't stay behind. */
const ESCAPE_SEQUENCES =
  /(?:\u001b\]|\u009d)[^\u0007\u001b\u009c\u009d]*(?:\u0007|\u001b\\|\u009c|$)|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[@-Z\\-_]?/g
/** Controls of C0 and C1, and marks that change the direction of what follows. */
export const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g
const CONTROL_SAVE_NEWLINE =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g
/* oxlint-enable no-control-regex */
