import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import { isRecord } from '../contract/is-record.ts'

/** How a translation loads its second chunk, which stays as it is. */
const LATE = /^export const late = .*$/m

/** Bundles the widget's translations as they are made (`packTexts`, `packLateTexts`, `counted`), instead of how. */
export const packedTranslations: Plugin = {
  name: 'packed-translations',
  setup(build) {
    build.onLoad({ filter: /[/\\]locales[/\\](?:translations|late)[/\\][^/\\]+\.ts$/ }, async ({ path }) => {
      const module: unknown = await import(pathToFileURL(path).href)
      const texts = isRecord(module) ? module['texts'] : undefined
      const [late = ''] = LATE.exec(await readFile(path, 'utf8')) ?? []
      return { contents: `export const texts = ${JSON.stringify(texts)}\n${late}`, loader: 'js' }
    })
  },
}
