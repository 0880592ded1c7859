/** What may be markup of `formatText`: one too many costs a look, one too few would stay as it was typed. */
const MARKUP = /[*_`[\\]|~~|^ *(?:>|- |\d{1,9}[.)] )/m

/** Whether a text may be more than words and addresses. */
export function hasMarkup(text: string): boolean {
  return MARKUP.test(text)
}
