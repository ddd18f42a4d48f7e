import { expect, it } from 'vitest'
import { filterOf } from './filter.ts'

it('holds names with commas as they are, and kinds as old links have them', () => {
  const { filter, dropped } = filterOf(
    new URLSearchParams('kind=created,ended&application=shop%2Ceu&application=billing'),
  )
  expect(filter).toEqual({ kinds: ['created', 'ended'], applicationNames: ['shop,eu', 'billing'] })
  expect(dropped).toEqual([])
})
