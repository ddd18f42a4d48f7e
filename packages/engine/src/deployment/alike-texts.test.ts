import fc from 'fast-check'
import { expect, it } from 'vitest'
import { alikeTexts, textsOf } from './alike-texts.ts'

it('tells a text by what sets it apart from the one before', () => {
  expect(alikeTexts(['order 17 is locked', 'order 9 is locked', 'order 9 is locked', ''])).toEqual([
    [0, 0, 'order 17 is locked'],
    [6, 10, '9'],
    [17, 0, ''],
    [0, 0, ''],
  ])
})

it('gives back every text as it was', () => {
  const text = fc.oneof(fc.string({ unit: fc.constantFrom('a', 'b', '😀') }), fc.string({ unit: 'grapheme' }))
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      expect(textsOf(JSON.parse(JSON.stringify(alikeTexts(texts))))).toEqual(texts)
    }),
  )
})
