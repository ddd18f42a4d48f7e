import type { DeploymentTarget, Diagnostics } from '@sluice/model'
import { costOfLength, squareCost } from '@sluice/testkit'
import { expect, test } from 'vitest'
import { failureGroups } from './failure-groups.ts'
import { whatItSaid } from './what-it-said.ts'

const failing = (over: Partial<Diagnostics> = {}): Diagnostics => ({
  errorCode: 'ScriptFailed',
  scriptName: 'scripts/restart.sh',
  message: 'Script at specified location: scripts/restart.sh failed with exit code 1',
  logTail: '',
  exitCode: 1,
  ...over,
})

function host(index: number, diagnostics: Diagnostics | undefined, second = index): DeploymentTarget {
  const at = new Date(Date.UTC(2026, 10, 23, 9, 0, second)).toISOString()
  return {
    deploymentId: 'd-AAAAAAAA1',
    targetId: `web-${index + 1}`,
    targetArn: 'arn',
    index,
    wave: 1,
    status: diagnostics === undefined ? 'Succeeded' : 'Failed',
    lastUpdatedAt: at,
    endTime: at,
    lifecycleEvents: [
      { lifecycleEventName: 'Install', status: 'Succeeded' },
      diagnostics === undefined
        ? { lifecycleEventName: 'ApplicationStart', status: 'Succeeded' }
        : { lifecycleEventName: 'ApplicationStart', status: 'Failed', endTime: at, diagnostics },
    ],
  }
}

const inUse = (port: number) => failing({ logTail: `[stdout]starting\n[stderr]port ${port} already in use` })

test('the same failure on several hosts is one group, whatever its numbers; the largest comes first', () => {
  const targets = [host(0, inUse(80)), host(1, failing({ exitCode: 2 })), host(2, undefined), host(3, inUse(81))]
  const groups = failureGroups(targets)
  expect(groups.map(({ message, hosts }) => [message, hosts.map(({ target }) => target.targetId)])).toEqual([
    ['port 80 already in use', ['web-1', 'web-4']],
    ['Script at specified location: scripts/restart.sh failed with exit code 1', ['web-2']],
  ])
  expect(groups[0]).toMatchObject({ event: 'ApplicationStart', exitCode: 1, template: 'port <n> already in use' })
})

test('another exit code, script or event is another failure', () => {
  const other = failing({ scriptName: 'scripts/other.sh' })
  expect(failureGroups([host(0, failing()), host(1, failing({ exitCode: 2 })), host(2, other)])).toHaveLength(3)
})

test('hosts are in the order in which they failed, and the first says the line', () => {
  const [group] = failureGroups([host(0, inUse(80), 9), host(1, inUse(81), 3)])
  expect(group?.message).toBe('port 81 already in use')
  expect(group?.hosts.map(({ at }) => at.slice(17, 19))).toEqual(['03', '09'])
})

test('a host’s own name and address make no second group', () => {
  const on = (name: string, address: string) => failing({ logTail: `[stderr]${name} cannot bind ${address}` })
  const addresses: Record<string, string> = { 'web-1': 'blue', 'web-2': 'green' }
  const targets = [host(0, on('web-1', 'blue')), host(1, on('web-2', 'green'))]
  expect(failureGroups(targets, (name) => [addresses[name]])).toHaveLength(1)
})

test('a failed event that says nothing is told by the host’s reason', () => {
  const silent = host(0, failing())
  const lifecycleEvents = silent.lifecycleEvents.map(({ diagnostics: _gone, ...event }) => event)
  const [group] = failureGroups([
    { ...silent, lifecycleEvents, statusReason: 'Did not start Install within 5 minutes.' },
  ])
  expect(group).toMatchObject({ errorCode: 'UnknownError', message: 'Did not start Install within 5 minutes.' })
})

test.each([
  ['the last complaint', '[stderr]Error: first\n[stderr]fatal: last\n[stdout]bye', 'fatal: last'],
  ['not the places in a stack', '[stderr]Error: in use\n[stderr]    at listen (net.js:1)', 'Error: in use'],
  ['what sounds like an error before what does not', '[stderr]cannot bind\n[stderr]bye', 'cannot bind'],
  ['the last word on the error output', '[stderr]one\n[stderr]two\n[stdout]three', 'two'],
  ['the output when there is no error output', 'LifecycleEvent - X\n[stdout]no space left', 'no space left'],
  [
    'paths as they are in the bundle',
    '[stderr]/opt/x/deployment-archive/a.sh: 2: kill: denied',
    'a.sh: 2: kill: denied',
  ],
  ['its colours taken off', '[stderr]\u001b[31mfailed\u001b[0m', 'failed'],
])('a script said: %s', (_rule, logTail, said) => {
  expect(whatItSaid(failing({ logTail }))).toBe(said)
})

test('what no exit code ended is told by the agent’s sentence, not by the script’s last line', () => {
  const message = 'Script at specified location: a.sh failed to complete in 5 seconds.\nmore'
  expect(whatItSaid({ errorCode: 'ScriptTimedOut', message, logTail: '[stderr]error' })).toBe(message.split('\n')[0])
})

test('what is said without a blank costs no more than its length', () => {
  const paths = '/opt/deployment-archive/a.sh '
  const said = (text: string) => failureGroups([host(0, failing({ logTail: `[stderr]error ${paths}${text}` }))])
  expect(costOfLength(said, 'x'.repeat(512))).toBeLessThan(squareCost)
})
