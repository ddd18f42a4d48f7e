/**
 * What one signal costs the engine and its finished rows at 10, 1,000 and 10,000 hosts: decide, evolve, react, the
 * deployment's summary and the touched target. Five hosts are in flight at each size, so only the size differs.
 */
import { performance } from 'node:perf_hooks'
import { deploymentAggregate, type DeploymentState, summaryOf, targetOf, touchedTargets } from '@sluice/engine'
import { type Command, type DeploymentEvent, type DeploymentSignal, isRefusal } from '@sluice/model'
import { aDeploymentSpec, hostNames, testEpoch, testGroupId } from '@sluice/testkit'
import { type Figure, spread } from './figure.ts'

const sizes = [10, 1000, 10_000] as const
const inFlight = 5
/** Signals of one measurement: grants and reports of five hosts, seven events each, twice over. */
const signals = 140
const rounds = 60
const diagnostics = { errorCode: 'Success', scriptName: '', message: '', logTail: '' } as const

export async function measure(): Promise<Figure[]> {
  const costs = new Map<number, number[]>(sizes.map((size) => [size, []]))
  for (let round = 0; round < rounds + 5; round += 1)
    for (const size of sizes) {
      const cost = costOfASignal(size)
      if (round >= 5) costs.get(size)?.push(cost)
    }
  const median = (size: number) => spread(costs.get(size) ?? []).median
  const baseline = { name: 'a signal at 10 hosts', value: median(10) }
  return sizes.map((size) => ({
    name: `a signal at ${size.toLocaleString('en-GB')} hosts`,
    value: median(size),
    unit: 'µs',
    baseline,
    budget: size === 10 ? 'the baseline' : 'at most 2 x the baseline',
    within: median(size) <= 2 * baseline.value,
  }))
}

/** Microseconds a signal, over the same number of signals at every size. */
function costOfASignal(size: number): number {
  const state = started(size)
  const queue = state.commands
  let taken = 0
  const begin = performance.now()
  while (taken < signals) {
    const command = queue.shift()
    if (command === undefined || command.kind !== 'runLifecycleEvent') throw new Error('the deployment ran dry')
    decide(state, { kind: 'grantAsked', commandId: command.id })
    decide(state, { kind: 'reported', commandId: command.id, status: 'Succeeded', diagnostics })
    taken += 2
  }
  return ((performance.now() - begin) * 1000) / signals
}

interface Running {
  state: DeploymentState
  commands: Command[]
  id: string
  now: number
}

function started(size: number): Running {
  const spec = aDeploymentSpec({
    targets: hostNames(size),
    minimumHealthyHosts: { type: 'HOST_COUNT', value: size - inFlight },
  })
  const running = {
    state: deploymentAggregate.empty(spec.deploymentId),
    commands: [],
    id: spec.deploymentId,
    now: testEpoch,
  }
  decide(running, { kind: 'create', spec })
  return running
}

type Kind<Signal> = Signal extends unknown ? Omit<Signal, 'to' | 'groupId' | 'deploymentId'> : never

function decide(running: Running, signal: Kind<DeploymentSignal>): void {
  running.now += 1
  const address = { to: 'deployment', groupId: testGroupId, deploymentId: running.id } as const
  const events = deploymentAggregate.decide(running.state, { ...address, ...signal } as DeploymentSignal, running.now)
  if (isRefusal(events)) throw new Error(events.message)
  for (const event of events) take(running, event)
  // What the conductor does once a tick: the finished rows.
  summaryOf(running.state)
  for (const event of events) for (const index of touchedTargets(event)) targetOf(running.state, index)
}

function take(running: Running, event: DeploymentEvent): void {
  deploymentAggregate.evolve(running.state, event)
  running.commands.push(...deploymentAggregate.react(running.state, event).commands)
}
