import { expect, test } from 'vitest'
import { agentCodeAdvice, AdvicePlace, deploymentAdvice, diagnosticsAdvice } from './advice.ts'
import { ErrorCode } from './deployment.ts'
import { failureAdvice } from './failure-advice.ts'
import { LifecycleErrorCode, type Diagnostics, type LifecycleEventName } from './lifecycle-event.ts'

const every = { ...deploymentAdvice, ...diagnosticsAdvice, ...agentCodeAdvice }

test('every error code that there is has advice', () => {
  expect(Object.keys(deploymentAdvice).toSorted()).toEqual(ErrorCode.options.toSorted())
  expect(Object.keys(diagnosticsAdvice).toSorted()).toEqual(LifecycleErrorCode.options.toSorted())
})

test.each(Object.entries(every))(
  '%s: whole sentences, and places that exist',
  (_code, { meaning, look, act, places }) => {
    for (const text of [meaning, look, act]) expect(text).toMatch(/^[A-Z].*[.?&]$/s)
    for (const place of places) expect(AdvicePlace.options).toContain(place)
  },
)

const failing = (over: Partial<Diagnostics>): Diagnostics => ({
  errorCode: 'ScriptFailed',
  scriptName: 'scripts/a.sh',
  message: 'Script at specified location: scripts/a.sh failed with exit code 1',
  logTail: '',
  ...over,
})
const advice = (event: LifecycleEventName, over: Partial<Diagnostics>, said = over.message ?? '') =>
  failureAdvice({ event, diagnostics: failing(over), said })

test('P1: a failed ApplicationStop is the script of the revision before, and there is a way past it', () => {
  const { meaning, act, ignoresStopFailures } = advice('ApplicationStop', {})
  expect([ignoresStopFailures, advice('ApplicationStart', {}).ignoresStopFailures]).toEqual([true, undefined])
  expect(meaning).toContain('it came with the last one that was installed')
  expect(act).toContain('with failures of ApplicationStop ignored')
})

test.each<[string, LifecycleEventName, Partial<Diagnostics>, string, string]>([
  [
    'P2',
    'Install',
    { message: 'The deployment failed because a specified file already exists at this location: /srv/a.' },
    '',
    'no deployment of this group has installed',
  ],
  [
    'P4',
    'ApplicationStart',
    { errorCode: 'UnknownError', message: 'a.sh ended, but node held its outputs open (code 6).' },
    '',
    'kept its outputs open',
  ],
  [
    'P5, P8',
    'Install',
    { errorCode: 'UnknownError', message: 'The host did not start Install within 5 minutes.' },
    '',
    'was not heard from',
  ],
  [
    'P6',
    'Install',
    { errorCode: 'UnknownError', message: 'The host sent no report for 5 minutes during Install.' },
    '',
    'was not heard from',
  ],
  [
    'P14',
    'AllowTraffic',
    { errorCode: 'UnknownError', message: 'HTTP 503 from /health' },
    '',
    'did not find the host healthy',
  ],
  [
    'P15',
    'ApplicationStart',
    { message: 'exit code 127: its first line ends with a carriage return' },
    '',
    'Windows line ends',
  ],
  [
    'P18',
    'DownloadBundle',
    { errorCode: 'UnknownError', message: 'The server answered 500.' },
    '',
    'did not get the revision',
  ],
  ['P19', 'Install', { errorCode: 'UnknownError', message: 'The disk is full: incomplete.' }, '', 'ran out of room'],
  ['P28', 'AfterInstall', {}, './helper.sh: No such file or directory', 'did not find a file'],
  ['a port in use', 'ApplicationStart', {}, 'port 8080 already in use', 'held by another process'],
  [
    'a restarted agent',
    'Install',
    { errorCode: 'UnknownError', message: 'The agent ended (code 7).' },
    '',
    'The agent ended while',
  ],
])('%s is explained when a failure looks like it', (_pain, event, over, said, meaning) => {
  expect(advice(event, over, said).meaning).toContain(meaning)
})

test('a failure like no other is explained by its code', () => {
  expect(advice('AfterInstall', {}, 'it broke')).toEqual(diagnosticsAdvice.ScriptFailed)
  expect(advice('AfterInstall', { errorCode: 'ScriptMissing' })).toEqual(diagnosticsAdvice.ScriptMissing)
})
