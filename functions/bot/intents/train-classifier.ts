import { WISHES, type Trained } from './classifier.ts'
import { featuresOf } from './features.ts'
import { isSmallTalk, SMALL_TALK } from './intents.ts'
import { packModel } from './packed-model.ts'
import type { Phrase } from './phrases.ts'
import { topicPhrases } from './topic-phrases.ts'
import { trainLinearModel } from './train-linear-model.ts'
import { varyPhrases } from './vary-phrases.ts'

/** As many as the bundle affords: small talk has few words, all else has any. */
const BUCKETS = 65_536
const SMALL_TALK_BUCKETS = 4096

/** Learns the intents from phrases, in about three seconds. The same phrases give the same classifier, to the bit. */
export function trainClassifier(phrases: readonly Phrase[]): Trained {
  const examples = [...varyPhrases(phrases), ...topicPhrases(phrases)].map(({ intent, text }) => ({
    intent,
    features: featuresOf(text),
  }))
  const wishes = examples.map(({ intent, features }) => ({
    features,
    target: WISHES.indexOf(isSmallTalk(intent) ? 'small_talk' : intent),
  }))
  const smallTalk = examples.flatMap(({ intent, features }) =>
    isSmallTalk(intent) ? [{ features, target: SMALL_TALK.indexOf(intent) }] : [],
  )
  return {
    wishes: packModel(trainLinearModel(wishes, WISHES.length, BUCKETS)),
    smallTalk: packModel(trainLinearModel(smallTalk, SMALL_TALK.length, SMALL_TALK_BUCKETS)),
  }
}
