import { expect, it } from 'vitest'
import { linkTo, placeOfLink } from './line-link.ts'

it('names a line by its target, its event and its number there, and is read back', () => {
  const line = {
    seq: 9,
    at: 0,
    targetId: 'i-0a41',
    event: 'AfterInstall',
    script: '',
    stream: 'stdout',
    text: 'x',
    line: 212,
  } as const
  expect(linkTo(line)).toBe('i-0a41:AfterInstall:212')
  expect(placeOfLink('i-0a41:AfterInstall:212')).toEqual({ targetId: 'i-0a41', event: 'AfterInstall', line: 212 })
})

it.each(['', 'i-0a41', 'i-0a41:AfterInstall', 'i-0a41:AfterInstall:0', 'i-0a41:AfterInstall:x', ':Install:1'])(
  'from "%s" leads nowhere',
  (link) => {
    expect(placeOfLink(link)).toBeUndefined()
  },
)
