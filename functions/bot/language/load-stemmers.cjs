/**
 * Runs the stemmers when the first word is stemmed, not when a function starts: defining those of all languages takes a
 * good part of a start. Only CommonJS can load something later and at once.
 */
// oxlint-disable-next-line typescript/no-unsafe-call, typescript/no-unsafe-member-access, typescript/no-unsafe-return -- the package has no types, and the types of this file say what it gives
exports.newStemmer = (language) => require('snowball-stemmers').newStemmer(language)
