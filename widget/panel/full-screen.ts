/** The same bounds as in the styles: there the panel covers the page. */
export function isFullScreen(): boolean {
  return matchMedia('(max-width: 480px), (max-height: 520px)').matches
}
