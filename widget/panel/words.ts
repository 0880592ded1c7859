import { languageOf } from '../locales/languages.ts'
import {
  BETWEEN_PARTS,
  unpackTexts,
  type FirstPart,
  type LatePart,
  type PackedTexts,
  type TextPart,
  type TextTree,
} from '../locales/packed-texts.ts'
import type { Texts } from '../locales/texts.ts'

/** The panel's texts in the language that it speaks. */
export interface Words {
  /** The same object in every language; the later parts add theirs before their components are drawn. */
  readonly texts: Texts
  /** Adds the English texts of a part of the panel, and puts the spoken language's in their place. */
  readonly add: (part: FirstPart, texts: object) => void
  /** The same for a part whose texts are in a language's second chunk. Resolves once that is there, or can't be loaded. */
  readonly addLate: (part: LatePart, texts: object) => Promise<void>
  /** Speaks the first of these languages, the page's and the browser's that it can: English where the texts can't be loaded. */
  readonly speak: (...wanted: readonly unknown[]) => Promise<void>
}

/** @param onSpoken called with each language once its texts are there, and whether it is written from right to left */
export function createWords(onSpoken: (locale: string, dir: 'ltr' | 'rtl') => void): Words {
  const parts = new Map<TextPart, TextTree>()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each part adds its texts, before anything shows them
  const texts = {} as Texts
  /** Empty for English. */
  let packed: PackedTexts = ''
  let wantsLate = false
  let chosen: readonly unknown[] = []
  let speaking: Promise<void>

  function putAll(): void {
    for (const [part, names] of parts) Object.assign(texts, unpackTexts(packed, part, names))
  }

  function add(part: TextPart, english: object): void {
    parts.set(part, { ...english })
    putAll()
  }

  async function load(wanted: readonly unknown[]): Promise<void> {
    let { locale, load } = languageOf([...wanted, document.documentElement.lang, ...navigator.languages])
    let loaded = ''
    try {
      const language = await load?.()
      loaded = language?.texts ?? ''
      if (language && wantsLate) loaded += BETWEEN_PARTS + (await language.late()).texts
    } catch {
      // Without the late ones it is that language all the same.
      if (!loaded) locale = 'en'
    }
    // Another one was chosen meanwhile, or more is wanted.
    if (wanted !== chosen) return speaking
    packed = loaded
    putAll()
    onSpoken(locale, /ar|he|fa/.test(locale) ? 'rtl' : 'ltr')
  }

  function speak(...wanted: readonly unknown[]): Promise<void> {
    chosen = wanted
    return (speaking = load(wanted))
  }

  return {
    texts,
    add,
    addLate: (part, english) => {
      wantsLate = true
      add(part, english)
      return speak(...chosen)
    },
    speak,
  }
}
