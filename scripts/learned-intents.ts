import type { Plugin } from 'esbuild'

/** Learns the bot's intents while a bundle is built, and bundles what was learned instead of how. */
export const learnedIntents: Plugin = {
  name: 'learned-intents',
  setup(build) {
    build.onLoad({ filter: /[/\\]intents[/\\]trained-classifier\.ts$/ }, async () => {
      // Not before a bundle asks for it: importing it is training it.
      const { trained } = await import('../functions/bot/intents/trained-classifier.ts')
      return { contents: `export const trained = ${JSON.stringify(trained)}`, loader: 'js' }
    })
  },
}
