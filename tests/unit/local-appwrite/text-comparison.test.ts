import { describe, expect, it } from 'vitest'

import { blind, comparisonKey } from '../../../local-appwrite/store/blind-text.ts'
import { indexedWords, searchExpression } from '../../../local-appwrite/store/word-search.ts'
import { countCharacters } from '../../../local-appwrite/services/characters.ts'

describe('comparing texts', () => {
  it('is blind to case, accents and blanks at the end', () => {
    expect(comparisonKey('goodbyé  ')).toBe(comparisonKey('GOODBYE'))
    expect(comparisonKey('Größe')).toBe(comparisonKey('GROSSE'))
    expect(comparisonKey('Łódź')).toBe(comparisonKey('lodz'))
    expect(comparisonKey(' a')).not.toBe(comparisonKey('a'))
  })

  it('tells other scripts and emoji apart', () => {
    expect(comparisonKey('привет')).toBe(comparisonKey('ПРИВЕТ'))
    expect(comparisonKey('你好')).not.toBe(comparisonKey('您好'))
    expect(comparisonKey('😀')).not.toBe(comparisonKey('😁'))
  })

  it('keeps blanks at the end where a part of a text is looked for', () => {
    expect(blind('a ')).toBe('A ')
  })
})

describe('counting characters', () => {
  it('counts code points, and a lone half of a pair as one', () => {
    expect(countCharacters('😀'.repeat(64))).toBe(64)
    expect(countCharacters('é')).toBe(1)
    expect(countCharacters('\uD800')).toBe(1)
    expect(countCharacters('\uD800x')).toBe(2)
    expect(countCharacters('')).toBe(0)
  })
})

describe('searching words', () => {
  it('indexes words of three letters and more that are no stop words', () => {
    expect(indexedWords('Where is my Order 66? It is the order_66!')).toBe('ORDER ORDER_66')
  })

  it('looks for any of the words and for what begins with the last one', () => {
    expect(searchExpression('parcel arr')).toBe('"PARCEL" OR "ARR"*')
  })

  it('takes a text in quotes as a phrase, and finds nothing in signs', () => {
    expect(searchExpression('"thank you"')).toBe('"THANK YOU"')
    expect(searchExpression(`+-*"()~<>@`)).toBeNull()
    expect(searchExpression('')).toBeNull()
  })
})
