/** Reads one language; its words are small. */
export interface Stemmer {
  stem(word: string): string
}

/** @param language a name of Snowball's, such as `english` */
export function newStemmer(language: string): Stemmer
