import { featuresOf } from './features.ts'
import { SMALL_TALK, type SmallTalk } from './intents.ts'
import { unpackModel } from './packed-model.ts'
import { softmax, type LinearModel } from './softmax.ts'

/** What is told apart first: the kinds of small talk have words of their own. */
export const WISHES = ['person', 'complaint', 'small_talk', 'question'] as const
type Wish = (typeof WISHES)[number]

/** What was learned, as `packModel` writes it. */
export interface Trained {
  readonly wishes: string
  readonly smallTalk: string
}

/** How likely a text is which wish, from 0 to 1, and what kind of small talk it is if it is any. */
export interface Classified {
  readonly likelihoods: Readonly<Record<Wish, number>>
  readonly smallTalk: SmallTalk
}

/**
 * A classifier of texts, from what `trainClassifier` gives. Nothing is unpacked before the first text. Takes time that
 * grows with a text's length alone.
 */
export function openClassifier(trained: Trained): (text: string) => Classified {
  let models: { readonly wishes: LinearModel; readonly smallTalk: LinearModel } | null = null
  return (text) => {
    models ??= { wishes: unpackModel(trained.wishes), smallTalk: unpackModel(trained.smallTalk) }
    const features = featuresOf(text)
    const [person = 0, complaint = 0, small_talk = 0, question = 0] = softmax(features, models.wishes)
    const kinds = softmax(features, models.smallTalk)
    const smallTalk = SMALL_TALK[kinds.indexOf(Math.max(...kinds))] ?? 'greeting'
    return { likelihoods: { person, complaint, small_talk, question }, smallTalk }
  }
}
