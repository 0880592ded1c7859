/**
 * The description of this API that `npm run generate` has written. Loaded when it is requested, so that no start of
 * the function waits for it.
 */
export async function readOpenApi(): Promise<{ openapi: string }> {
  return (await import('../../docs/admin-openapi.json', { with: { type: 'json' } })).default
}
