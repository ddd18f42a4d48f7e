/**
 * What it takes to keep 10,000 hosts: the snapshot of a deployment behind a load balancer, in the middle of its thirteen events and
 * with hosts that failed in their own ways, and that of its group. Beside it: the same state as `node:v8` writes and reads it.
 */
import { performance } from 'node:perf_hooks'
import { deserialize, serialize } from 'node:v8'
import { type Aggregate, deploymentAggregate, type DeploymentState, groupAggregate } from '@sluice/engine'
import { type Command, type DeploymentSignal, isRefusal } from '@sluice/model'
import { aDeploymentSpec, testEpoch, testGroupId } from '@sluice/testkit'
import { type Figure, spread } from './figure.ts'

const hosts = 10_000
const rounds = 41
/** After so long some hosts are at their first events, some at their last, and some at their end. */
const seconds = 700
const slowestEventSeconds = 120

export async function measure(): Promise<Figure[]> {
  const deployment = inTheMiddle()
  const spec = deployment.deployment?.spec
  if (spec === undefined) throw new Error('the deployment was not created')
  return [
    ...figures(`a deployment of ${hosts.toLocaleString('en-GB')} hosts`, deploymentAggregate, deployment),
    ...figures(`a group of ${hosts.toLocaleString('en-GB')} hosts`, groupAggregate, groupAfter(spec)),
  ]
}

function figures<State>(
  of: string,
  { snapshot, restore }: Pick<Aggregate<State, never, never>, 'snapshot' | 'restore'>,
  state: State,
): Figure[] {
  const bytes = snapshot(state)
  const plain = serialize(state)
  if (!serialize(restore(bytes)).equals(plain)) throw new Error(`${of} is not what it was`)
  const [write, read] = [milliseconds(() => snapshot(state)), milliseconds(() => restore(bytes))]
  const [plainWrite, plainRead] = [milliseconds(() => serialize(state)), milliseconds(() => deserialize(plain))]
  return [
    figure(`the snapshot of ${of}`, bytes.length / 1e6, 'MB', 1, plain.length / 1e6),
    figure(`writing the snapshot of ${of}`, write, 'ms', 10, plainWrite),
    figure(`reading the snapshot of ${of}`, read, 'ms', 10, plainRead),
  ]
}

const figure = (name: string, value: number, unit: string, most: number, plain: number): Figure => ({
  name,
  value,
  unit,
  baseline: { name: 'by node:v8', value: plain },
  budget: `at most ${most} ${unit}`,
  within: value <= most,
})

/** The middle one of some rounds; the first ones warm up. */
function milliseconds(act: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const begin = performance.now()
    act()
    return performance.now() - begin
  })
  return spread(times.slice(rounds / 4)).median
}

/** All hosts at once; each event takes its own time, and one in a hundred fails. */
function inTheMiddle(): DeploymentState {
  const random = numbers()
  const name = () =>
    `i-0${Math.floor(random() * 2 ** 52)
      .toString(16)
      .padStart(16, '0')}`
  const spec = aDeploymentSpec({
    targets: Array.from({ length: hosts }, name),
    minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 },
    deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    targetGroupNames: ['storefront'],
  })
  const address = { to: 'deployment', groupId: testGroupId, deploymentId: spec.deploymentId } as const
  const state = deploymentAggregate.empty(spec.deploymentId)
  let now = testEpoch
  const decide = (signal: DeploymentSignal): Command[] => {
    const events = deploymentAggregate.decide(state, signal, now)
    if (isRefusal(events)) throw new Error(events.message)
    return events.flatMap((event) => {
      deploymentAggregate.evolve(state, event)
      return deploymentAggregate.react(state, event).commands
    })
  }
  /** By the second at which their events end. */
  const ends: Command['id'][][] = Array.from({ length: seconds + slowestEventSeconds + 1 }, () => [])
  const run = (commands: Command[], second: number): void => {
    for (const { id: commandId } of commands) {
      now += Math.floor(random() * 20)
      decide({ ...address, kind: 'grantAsked', commandId })
      ends[second + Math.ceil(random() * slowestEventSeconds)]?.push(commandId)
    }
  }
  run(decide({ ...address, kind: 'create', spec }), 0)
  while ((state.deployment?.counts.pending ?? 0) > 0) run(decide({ ...address, kind: 'tick' }), 0)
  for (let second = 1; second <= seconds; second += 1) {
    now = Math.max(now, testEpoch + second * 1000)
    for (const commandId of ends[second] ?? []) {
      const result = random() < 0.01 ? failed(Math.floor(random() * hosts)) : succeeded
      run(decide({ ...address, kind: 'reported', commandId, ...result }), second)
    }
  }
  return state
}

const succeeded = {
  status: 'Succeeded',
  diagnostics: { errorCode: 'Success', scriptName: '', message: '', logTail: '' },
} as const

const failed = (order: number) =>
  ({
    status: 'Failed',
    diagnostics: {
      errorCode: 'ScriptFailed',
      scriptName: 'scripts/migrate.sh',
      message: `Script at specified location: scripts/migrate.sh failed with exit code 1: order ${order} is locked`,
      logTail: '',
      exitCode: 1,
    },
  }) as const

/** What the group knows after a deployment to all its hosts, of which every tenth failed. */
function groupAfter(spec: Parameters<typeof aDeploymentSpec>[0] & { targets: string[]; deploymentId: string }) {
  const state = groupAggregate.empty(testGroupId)
  const { name, sha256 } = aDeploymentSpec(spec).revision
  const isFailed = (_: string, place: number) => place % 10 === 0
  groupAggregate.evolve(state, {
    v: 1,
    at: testEpoch,
    type: 'DeploymentReleased',
    deploymentId: spec.deploymentId,
    status: 'Succeeded',
    hosts: {
      revision: { name, sha256 },
      succeeded: spec.targets.filter((host, place) => !isFailed(host, place)),
      failed: spec.targets.filter(isFailed),
    },
  })
  return state
}

/** The same ones at each run, from 0 up to 1 (xorshift32). */
function numbers(): () => number {
  let state = 0x5eed
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
