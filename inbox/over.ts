/** What lies over the page, or over a narrow one that has no room for it beside the rest: Back takes away that alone. */
export type Over = 'details' | 'statistics' | 'articles' | 'settings'
