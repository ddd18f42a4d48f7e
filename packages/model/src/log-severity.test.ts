import { expect, it } from 'vitest'
import { severityOf } from './log-severity.ts'

it.each([
  ['stdout', 'ERROR: port 8080 already in use', 'error'],
  ['stderr', 'npm ERR! code ELIFECYCLE', 'error'],
  ['stdout', 'Traceback (most recent call last):', 'error'],
  ['stdout', '\u001b[31mfailed\u001b[0m', 'error'],
  ['stdout', 'warning: LF will be replaced by CRLF', 'warning'],
  ['stderr', '  % Total    % Received', 'warning'],
  ['stdout', 'the terror of a preferred mirror', undefined],
  ['agent', 'scripts/start.sh failed with exit code 1', undefined],
] as const)('of a line on %s that says "%s" the guess is %s', (stream, text, severity) => {
  expect(severityOf({ stream, text })).toBe(severity)
})
