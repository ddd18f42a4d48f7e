import { describe, expect, it } from 'vitest'
import { asSentence, everyHost, hosts, inWords, number, stopwatch, updatedOf } from './words.ts'

describe('words', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
  ])('%i is written %s', (value, text) => {
    expect(number(value)).toBe(text)
  })

  it('one host, two hosts', () => {
    expect([0, 1, 2, 1000].map(hosts)).toEqual(['0 hosts', '1 host', '2 hosts', '1,000 hosts'])
  })

  it('the only host, both hosts, all of them', () => {
    expect([1, 2, 3, 1000].map(everyHost)).toEqual(['the only host', 'both hosts', 'all 3 hosts', 'all 1,000 hosts'])
  })

  it.each([
    [0, 'none of 4 hosts was updated'],
    [1, '1 of 4 hosts was updated'],
    [3, '3 of 4 hosts were updated'],
  ])('%i updated hosts of four are said so: %s', (succeeded, text) => {
    expect(updatedOf({ succeeded, total: 4 })).toBe(text)
  })

  it('become a sentence: a capital first, one full stop last', () => {
    expect(['none done', 'Left.', 'why?'].map(asSentence)).toEqual(['None done.', 'Left.', 'Why?'])
  })

  it.each([
    [19_999, '0:19'],
    [65_000, '1:05'],
    [3_725_000, '1:02:05'],
    [-5, '0:00'],
  ])('%i ms on the stopwatch is %s', (milliseconds, text) => {
    expect(stopwatch(milliseconds)).toBe(text)
  })

  it.each([
    [300, '5 minutes'],
    [3600, '1 hour'],
    [28_800, '8 hours'],
    [90, '90 seconds'],
    [0.5, '0.5 seconds'],
  ])('%d s is %s', (seconds, text) => {
    expect(inWords(seconds)).toBe(text)
  })
})
