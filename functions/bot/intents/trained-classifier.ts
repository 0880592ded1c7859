import { join } from 'node:path'
import type { Trained } from './classifier.ts'
import { readPhrases } from './phrases.ts'
import { trainClassifier } from './train-classifier.ts'

/**
 * What `trainClassifier` learns from the phrases. It runs where the sources do; in a bundle stands its result in place of
 * this file (`scripts/learned-intents.ts`), and neither phrases nor training.
 */
export const trained: Trained = trainClassifier(readPhrases(join(import.meta.dirname, 'phrases')))
