/** Paths of the function `help`; ids need no escaping. Import it as `* as helpPaths`. */
export const articles = '/articles'
export const article = <Id extends string>(articleId: Id) => `/articles/${articleId}` as const
export const search = '/search'
