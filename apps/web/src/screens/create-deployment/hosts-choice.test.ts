import { expect, it } from 'vitest'
import { namesIn } from './hosts-choice.ts'

it('a host whose own name holds commas is found by it, and others are separated by them', () => {
  expect(namesIn('rack,1 web-1,web-2, rack,2', ['rack,1', 'web-1'])).toEqual(['rack,1', 'web-1', 'web-2', 'rack', '2'])
})
