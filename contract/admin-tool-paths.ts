/**
 * Further paths of the function `admin`. Apart from those of `admin-api.ts`, which the inbox's first load holds as a whole.
 * A tag has to be escaped.
 */
export const adminToolPaths = {
  openapi: '/admin/openapi.json',
  cleanup: '/admin/cleanup',
  gaps: '/admin/gaps',
  suggestions: '/admin/suggestions',
  suggestion: <Id extends string>(id: Id) => `/admin/suggestions/${id}` as const,
  approve: <Id extends string>(id: Id) => `/admin/suggestions/${id}/approve` as const,
  settings: '/admin/settings',
  articles: '/admin/articles',
  article: <Id extends string>(id: Id) => `/admin/articles/${id}` as const,
  tags: '/admin/tags',
  erase: '/admin/erase',
  metrics: '/admin/metrics',
  tag: <Id extends string, Tag extends string>(sessionId: Id, tag: Tag) =>
    `/admin/sessions/${sessionId}/tags/${tag}` as const,
} as const
