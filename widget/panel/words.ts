import { languageOf } from '../locales/languages.ts'
import { unpackTexts, type PackedTexts, type TextPart, type TextTree } from '../locales/packed-texts.ts'
import type { Texts } from '../locales/texts.ts'

/** The panel's texts in the language that it speaks. */
export interface Words {
  /** The same object in every language; the later parts add theirs before their components are drawn. */
  readonly texts: Texts
  /** Adds the English texts of a part of the panel, and puts the spoken language's in their place. */
  readonly add: (part: TextPart, texts: object) => void
  /** Speaks the first of these languages, the page's and the browser's that it can: English where the texts can't be loaded. */
  readonly speak: (...wanted: readonly unknown[]) => Promise<void>
}

/** @param onSpoken called with each language once its texts are there, and whether it is written from right to left */
export function createWords(onSpoken: (locale: string, dir: 'ltr' | 'rtl') => void): Words {
  const parts = new Map<TextPart, TextTree>()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each part adds its texts, before anything shows them
  const texts = {} as Texts
  let packed: PackedTexts | null = null
  let calls = 0

  function put(part: TextPart): void {
    const names = parts.get(part) ?? {}
    Object.assign(texts, names, packed && unpackTexts(packed, part, names))
  }

  return {
    texts,
    add: (part, english) => {
      parts.set(part, { ...english })
      put(part)
    },
    speak: async (...wanted) => {
      const call = (calls += 1)
      let { locale, load } = languageOf([...wanted, document.documentElement.lang, ...navigator.languages])
      let loaded: PackedTexts | null = null
      try {
        if (load) loaded = (await load()).texts
      } catch {
        locale = 'en'
      }
      // Another one was chosen meanwhile.
      if (call !== calls) return
      packed = loaded
      for (const part of parts.keys()) put(part)
      onSpoken(locale, /ar|he|fa/.test(locale) ? 'rtl' : 'ltr')
    },
  }
}
