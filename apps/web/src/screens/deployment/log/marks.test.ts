import type { LogLine } from '@sluice/model'
import { expect, it } from 'vitest'
import { marksOfHits, marksOfText, withMarks } from './marks.ts'

const line = (text: string): LogLine => ({
  seq: 7,
  at: 0,
  targetId: 'web-1',
  event: 'Install',
  script: '',
  stream: 'stdout',
  text,
})

it('text is marked wherever it stands, as it is typed', () => {
  expect(marksOfText('a.b', false)(line(''), 'A.B axb a.b')).toEqual([
    [0, 3],
    [8, 11],
  ])
  expect(marksOfText('a.b', true)(line(''), 'A.B axb a.b')).toEqual([[8, 11]])
})

it('an expression is marked where the server says, and nowhere when the line is shown otherwise than it is stored', () => {
  const marks = marksOfHits(new Map([[7, [[2, 4]]]]))
  expect(marks(line('\u001b[31mabcdef'), 'abcdef')).toEqual([[2, 4]])
  expect(marks(line('10 %\r20 %'), '20 % (rewritten 1×)')).toEqual([])
})

it('marks cut the text, lose none of it, and keep its colours and links', () => {
  const spans = withMarks(
    [{ text: 'ab', colour: 'ansi-red' }, { text: 'cdef' }],
    [
      [1, 3],
      [5, 6],
    ],
  )
  expect(spans).toEqual([
    { text: 'a', colour: 'ansi-red' },
    { text: 'b', colour: 'ansi-red', isHit: true },
    { text: 'c', isHit: true },
    { text: 'de' },
    { text: 'f', isHit: true },
  ])
})
