/** What lies over a narrow page, where there is no room for it beside the rest: Back takes away that alone. */
export type Over = 'details' | 'statistics'
