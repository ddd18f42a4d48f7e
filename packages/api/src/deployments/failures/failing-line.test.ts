import { expect, test } from 'vitest'
import { failingLine, partOf, sayingLine } from './failing-line.ts'
import { changedLines, hunks } from './hunks.ts'

test.each([
  ['scripts/restart.sh: line 12: syntax error', 12],
  ['/opt/d-1/scripts/restart.sh: 7: cannot open x', 7],
  ['at scripts/restart.sh:41', 41],
  ['File "/opt/restart.sh", line 3, in <module>', 3],
  ['restart.sh: line 2: a\nrestart.sh: line 9: b', 9],
  ['other.sh: line 2: a', undefined],
  ['restart.sh failed with exit code 1', undefined],
])('%s names the line %s of restart.sh', (said, line) => {
  expect(failingLine('scripts/restart.sh', said)).toBe(line)
})

const checks = [
  '# "port 8080 is in use" happens when the old one lives',
  'curl -sf "http://localhost:$port/healthz" || {',
  '  echo "port $port is in use" >&2',
  '  exit 1; }',
  `printf 'table %s is missing: %s\\n' "$table" "$why"`,
].join('\n')

test.each([
  ['port 8080 is in use', 3],
  ['table offers is missing: dropped', 5],
  ['disk is full', undefined],
])('the line that says “%s” is known by its words in quotes, whatever its variables held: %s', (message, line) => {
  expect(sayingLine(checks, message)).toBe(line)
})

test('no line is taken for it where two say the same', () => {
  expect(sayingLine('echo "cannot open file"\necho "cannot open file"', 'cannot open file')).toBeUndefined()
})

const script = Array.from({ length: 100 }, (_, at) => `line ${at + 1}`).join('\n')

test('lines around the failing one, else the beginning', () => {
  expect(partOf(script, 50).map(({ number }) => number)).toEqual([44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56])
  expect(partOf(script, 2)[0]).toEqual({ number: 1, text: 'line 1' })
  expect(partOf(script, undefined)).toHaveLength(40)
  expect(partOf('only\n', 900)).toEqual([{ number: 1, text: 'only' }])
})

test('of a comparison the changed lines and their neighbours, and a mark where some are left out', () => {
  expect(hunks([' a', ' b', ' c', '-d', '+e', ' f', ' g', ' h', ' i'])).toEqual([
    '@',
    ' b',
    ' c',
    '-d',
    '+e',
    ' f',
    ' g',
    '@',
  ])
  expect(hunks([' a'])).toEqual(['@'])
})

test('a line that was rewritten counts once', () => {
  expect(changedLines([' a', '-b', '+c', '+d'])).toBe(2)
})
