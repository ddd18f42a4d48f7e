import { describe, expect, it } from 'vitest'
import { changeOf, problemOf, rowsOf } from './tag-draft.ts'

const tag = (Key: string, Value: string) => ({ Key, Value })
const row = (id: number, key: string, value = '') => ({ id, key, value })
const before = [tag('env', 'test'), tag('rack', 'r7'), tag('aws:autoscaling:groupName', 'shop')]

describe('a change of tags', () => {
  it('is nothing while nothing was changed, and leaves what scaling groups gave', () => {
    expect(rowsOf(before)).toEqual([row(0, 'env', 'test'), row(1, 'rack', 'r7')])
    expect(changeOf(before, rowsOf(before))).toEqual({ tagsToAdd: [], tagsToRemove: [] })
  })

  it('adds what is new or has another value, and removes what is gone', () => {
    expect(changeOf(before, [row(0, 'env', ' production '), row(5, 'role', 'web'), row(6, '')])).toEqual({
      tagsToAdd: [tag('env', 'production'), tag('role', 'web')],
      tagsToRemove: [tag('rack', 'r7')],
    })
  })
})

describe('a row', () => {
  it.each([
    [row(2, '', ''), undefined],
    [row(2, 'role', ''), undefined],
    [row(2, '', 'web'), 'A tag needs a key.'],
    [row(2, 'AWS:x', 'y'), 'Keys that start with aws: are given by scaling groups only.'],
    [row(2, 'env ', 'y'), 'This key is there already: a host has one value for a key.'],
  ])('%j: %s', (one, problem) => {
    expect(problemOf(one, [...rowsOf(before), one])).toBe(problem)
  })
})
