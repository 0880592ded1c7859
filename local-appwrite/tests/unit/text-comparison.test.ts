import { describe, expect, it } from 'vitest'

import { blind, comparisonKey } from '../../store/blind-text.ts'
import { containsWords, indexedWords, searchExpression } from '../../store/word-search.ts'
import { countCharacters } from '../../services/characters.ts'

/** Which of the pairs, written `a=b`, are equal to the database. */
const equalOf = (...pairs: string[]) =>
  pairs.filter((pair) => {
    const [left = '', right = ''] = pair.split('=')
    return comparisonKey(left) === comparisonKey(right)
  })

describe('comparing texts', () => {
  it('is blind to case and accents, in every script that has them', () => {
    const pairs = [
      'goodbyé=GOODBYE',
      'Ångström=angstrom',
      'привет=ПРИВЕТ',
      'ёлка=елка',
      'Σίσυφος=ΣΙΣΥΦΟΣ',
      'ą=A',
    ]
    const more = ['ǆ=Ǆ', 'ⅷ=Ⅷ', 'ⓩ=Ⓩ', 'ｚ=Ｚ', 'ὰ=α', 'ԱՖ=աֆ', 'ſ=s', 'ß=s', 'µ=Μ', 'ẛ=S']
    expect(equalOf(...pairs, ...more)).toEqual([...pairs, ...more])
  })

  it('takes each character by itself: nothing is joined, taken apart or replaced by several', () => {
    const pairs = [
      'ß=ss',
      'æ=ae',
      'ﬁ=fi',
      'e\u0301=é',
      'e\u0301=e',
      'が=か',
      'カ=か',
      'ｶ=カ',
      '½=1',
      '１=1',
      '²=2',
    ]
    expect(equalOf(...pairs)).toEqual([])
    expect(equalOf('ø=o', 'ł=l', 'đ=d', 'й=и', 'ı=i', 'İ=i̇', 'א=אָ', 'x\u200Dy=xy')).toEqual(['ı=i'])
  })

  it('knows the letters of Unicode 3.0 and no younger ones', () => {
    expect(equalOf('ƀ=Ƀ', 'ԑ=Ԑ', 'ӏ=Ӏ', 'ɐ=Ɐ', 'ꙑ=Ꙑ', 'ა=Ა', 'ꭰ=Ꭰ')).toEqual([])
    expect(equalOf('ă=Ă', 'ѳ=Ѳ', 'ҁ=Ҁ', 'ӈ=Ӈ')).toEqual(['ă=Ă', 'ѳ=Ѳ', 'ҁ=Ҁ', 'ӈ=Ӈ'])
  })

  it('takes all characters beyond U+FFFF for one', () => {
    expect(equalOf('😀=😁', '😀=𝒳', '👍🏽=👍', '👍🏽=😀😀')).toEqual(['😀=😁', '😀=𝒳', '👍🏽=😀😀'])
  })

  it('ignores blanks at the end, and only there', () => {
    expect(equalOf('a  =A', ' a=a', 'a\t=a')).toEqual(['a  =A'])
  })

  it('sorts what is less than a blank before the end of a text', () => {
    const sorted = ['hello', 'hello\nyou', 'hello you', 'hell', '語', '😀', 'é', 'f', 'Z'].sort(
      (left, right) => (comparisonKey(left) < comparisonKey(right) ? -1 : 1),
    )
    expect(sorted).toEqual(['é', 'f', 'hell', 'hello\nyou', 'hello', 'hello you', 'Z', '語', '😀'])
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
  it('leaves out short parts of what hangs together, behind the first', () => {
    expect(searchExpression('ul2.o')).toBe('"UL2"*')
    expect(searchExpression('order.a parcel')).toBe('"ORDER" OR "PARCEL"*')
  })

  it('finds the same in texts that no index is about', () => {
    const text = 'Night shift: ul2.o@example.org'
    expect(['shi', 'day night', 'ul2.o', '"night shift"'].map((one) => containsWords(text, one))).toEqual(
      Array.from({ length: 4 }, () => true),
    )
    expect(
      ['hift', 'T 3', 'night day', '👍', '"shift night"', ''].map((one) => containsWords(text, one)),
    ).toEqual([false, false, true, false, false, false])
  })
})
