import { expect, test } from 'vitest'
import { separatorText } from './separator-words.ts'
import { countTraits, separators, type Trait, type Traits } from './separators.ts'

const tag = (name: string, value: string): Trait => ({ kind: 'tag', name, value })
const many = (count: number, ...traits: Trait[]): Traits[] => Array.from({ length: count }, () => traits)
const texts = (failing: Traits[], passed: Traits[]) =>
  separators(countTraits(failing), countTraits(passed)).map(separatorText)

const [r7, r1] = [tag('rack', 'r7'), tag('rack', 'r1')]

test('what all failing hosts have and no other has', () => {
  expect(texts(many(3, r7), many(20, r1))).toEqual([
    'All 3 failing hosts have the tag rack=r7; none of 20 that passed has.',
  ])
})

test('what most failing hosts have and few others', () => {
  expect(texts([...many(3, r7), ...many(1, r1)], [...many(2, r7), ...many(98, r1)])).toEqual([
    '3 of 4 failing hosts have the tag rack=r7; 2 % of those that passed have.',
  ])
})

test('nothing is said of what is as common among good hosts', () => {
  expect(texts(many(3, r7), [...many(10, r7), ...many(10, r1)])).toEqual([])
})

test('nothing is said when nothing passed, for then there is nothing to compare', () => {
  expect(texts(many(3, r7), [])).toEqual([])
})

test('a tag that is different on each host separates nothing', () => {
  const named = (count: number, from: number) =>
    Array.from({ length: count }, (_, at) => [tag('Name', `n-${from + at}`)])
  expect(texts(named(1, 0), named(20, 1))).toEqual([])
})

test('of a single failing host only what three others lack is said', () => {
  const old: Trait = { kind: 'agentVersion', name: '', value: '1.0' }
  const young: Trait = { ...old, value: '1.1' }
  expect(texts(many(1, old), many(2, young))).toEqual([])
  expect(texts(many(1, old), many(3, young))).toEqual(['The failing host runs agent 1.0; none of 3 that passed does.'])
})

test.each([
  [
    { kind: 'previousRevision', name: '', value: '1.0' },
    'Both failing hosts had 1.0 before; none of 4 that passed had.',
  ],
  [
    { kind: 'network', name: '', value: '10.0.3.0/24' },
    'Both failing hosts are in the network 10.0.3.0/24; none of 4 that passed is.',
  ],
  [{ kind: 'wave', name: '', value: '2' }, 'Both failing hosts are in wave 2; none of 4 that passed is.'],
  [{ kind: 'os', name: '', value: 'windows' }, 'Both failing hosts run windows; none of 4 that passed does.'],
] satisfies [Trait, string][])('%o in words', (trait, text) => {
  expect(texts(many(2, trait), many(4, { ...trait, value: 'other' }))).toEqual([text])
})
