import { expect, it } from 'vitest'
import { tagFiltersIn } from './replacement.ts'

it('reads replacement hosts as tags: both, a key with any value, a value of any key', () => {
  expect(tagFiltersIn('  fleet=green rack =r7 url=a=b = ')).toEqual([
    { Type: 'KEY_AND_VALUE', Key: 'fleet', Value: 'green' },
    { Type: 'KEY_ONLY', Key: 'rack' },
    { Type: 'VALUE_ONLY', Value: 'r7' },
    { Type: 'KEY_AND_VALUE', Key: 'url', Value: 'a=b' },
  ])
})
