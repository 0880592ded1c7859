import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import { isRecord } from '../contract/is-record.ts'

/** Bundles the widget's translations as they are made (`packTexts`, `counted`), instead of how. */
export const packedTranslations: Plugin = {
  name: 'packed-translations',
  setup(build) {
    build.onLoad({ filter: /[/\\](?:locales|help)[/\\]translations[/\\][^/\\]+\.ts$/ }, async ({ path }) => {
      const module: unknown = await import(pathToFileURL(path).href)
      const texts = isRecord(module) ? module['texts'] : undefined
      return { contents: `export const texts = ${JSON.stringify(texts)}`, loader: 'js' }
    })
  },
}
