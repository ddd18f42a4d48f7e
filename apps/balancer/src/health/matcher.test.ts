import { expect, it } from 'vitest'
import { matches } from './matcher.ts'

const accepted = (matcher: string) => [199, 200, 204, 299, 300, 301, 302, 503].filter((code) => matches(matcher, code))

it.each([
  ['200', [200]],
  ['200-299', [200, 204, 299]],
  ['200,204', [200, 204]],
  ['200-204,301-302', [200, 204, 301, 302]],
  ['503', [503]],
  ['299-200', []],
])('%s means %j', (matcher, codes) => {
  expect(accepted(matcher)).toEqual(codes)
})
