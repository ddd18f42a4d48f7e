/** Random lives of a deployment: a list of numbers is read as a list of things that happen. */
import {
  commandId,
  parseCommandId,
  type BlueGreenSpec,
  type CommandId,
  type DeploymentSpec,
  type MinimumHealthyHosts,
  type ZonesSpec,
} from '@sluice/model'
import { aBlueGreenSpec, aDeploymentSpec, aLastSuccessful, anApproval, aZonedSpec, hostNames } from '@sluice/testkit'
import fc from 'fast-check'
import { deploymentAggregate } from '../deployment/deployment-aggregate.ts'
import { create, deploymentSignal, grant, offered, report, send, tick, wait, world, type World } from './world.ts'

export interface Life {
  spec: DeploymentSpec
  /** Whether something succeeded in the group before. */
  hasFallback: boolean
  /** Bit by host, from web-1 on: the last attempt there failed. */
  failedBefore: number
  steps: readonly [kind: number, choice: number][]
}

const setting: fc.Arbitrary<MinimumHealthyHosts> = fc.oneof(
  fc.record({ type: fc.constant('HOST_COUNT' as const), value: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ type: fc.constant('FLEET_PERCENT' as const), value: fc.integer({ min: 0, max: 80 }) }),
  fc.constant({ type: 'MOST_CONCURRENCY' as const, value: 1 as const }),
)

/** Waits of a few minutes, so that lives meet both ends of them. */
const blueGreenSettings: fc.Arbitrary<Partial<BlueGreenSpec>> = fc.record(
  {
    provision: fc.constant({ scalingGroupName: 'storefront' }),
    readyWait: fc.record({
      minutes: fc.constantFrom(0, 2, 30),
      atItsEnd: fc.constantFrom('STOP_DEPLOYMENT', 'CONTINUE_DEPLOYMENT'),
      approvers: fc.nat(2),
    }),
    originals: fc.record({
      action: fc.constantFrom('TERMINATE', 'TERMINATE', 'TERMINATE', 'KEEP_ALIVE'),
      waitMinutes: fc.constantFrom(0, 2, 2, 30),
    }),
  },
  { requiredKeys: ['originals'] },
)

/** Bakes of a few minutes, or none; zones of one to four hosts. */
const zoneSettings = fc.record({
  size: fc.integer({ min: 1, max: 4 }),
  bakeSeconds: fc.constantFrom(0, 60, 60, 900),
  firstBakeSeconds: fc.constantFrom(undefined, 0, 300),
  minimum: fc.nat(2),
})

type ZoneSettings = typeof zoneSettings extends fc.Arbitrary<infer Settings> ? Settings : never

/** The hosts that are left over are the last zone, without a name. No zone keeps as many hosts healthy as it has. */
function zonesOf({ size, bakeSeconds, firstBakeSeconds, minimum }: ZoneSettings, hosts: number): Partial<ZonesSpec> {
  const named = Array.from({ length: Math.floor(hosts / size) }, (_, place) => ({ name: `z${place + 1}`, hosts: size }))
  const rest = hosts % size
  return {
    monitorDurationInSeconds: bakeSeconds,
    ...(firstBakeSeconds !== undefined && { firstZoneMonitorDurationInSeconds: firstBakeSeconds }),
    minimumHealthyHostsPerZone: {
      type: 'HOST_COUNT',
      value: Math.min(minimum, size - 1, rest === 0 ? size : rest - 1),
    },
    zones: [...named, ...(rest > 0 ? [{ hosts: rest }] : [])],
  }
}

export const life: fc.Arbitrary<Life> = fc
  .record({
    hosts: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 3, max: 9 }) }, fc.integer({ min: 0, max: 2 })),
    totalLimitSeconds: fc.constantFrom(400, 3600),
    minimumHealthyHosts: setting,
    rollsBack: fc.boolean(),
    ignores: fc.boolean(),
    hasFallback: fc.boolean(),
    failedBefore: fc.oneof(fc.constant(0), fc.nat(511)),
    style: fc.constantFrom<Style[]>('plain', 'balanced', 'zones', 'blueGreen', 'blueGreen', 'trafficBack'),
    zones: zoneSettings,
    originals: fc.nat(4),
    blueGreen: blueGreenSettings,
    steps: fc.array(fc.tuple(fc.nat(219), fc.nat(999)), { minLength: 40, maxLength: 200 }),
  })
  .map(
    ({
      hosts,
      totalLimitSeconds,
      minimumHealthyHosts,
      rollsBack,
      ignores,
      hasFallback,
      failedBefore,
      steps,
      ...more
    }) => ({
      spec: specOf(more, hosts, {
        minimumHealthyHosts,
        ignoreApplicationStopFailures: ignores,
        autoRollbackConfiguration: { enabled: rollsBack, events: rollsBack ? ['DEPLOYMENT_FAILURE'] : [] },
        clocks: { startLimitSeconds: 300, eventLimitSeconds: 600, totalLimitSeconds },
      }),
      hasFallback,
      failedBefore,
      steps,
    }),
  )

type Style = 'plain' | 'balanced' | 'zones' | 'blueGreen' | 'trafficBack'

interface Shape {
  style: Style
  originals: number
  blueGreen: Partial<BlueGreenSpec>
  zones: ZoneSettings
}

function specOf(
  { style, originals, blueGreen, zones }: Shape,
  hosts: number,
  over: Partial<DeploymentSpec>,
): DeploymentSpec {
  if (style === 'plain') return aDeploymentSpec({ ...over, targets: hostNames(hosts) })
  if (style === 'zones') return aZonedSpec({ ...over, targets: hostNames(hosts) }, zonesOf(zones, hosts))
  if (style === 'blueGreen' || style === 'trafficBack') {
    // Few hosts and much time: each has up to ten events before the last steps are met.
    const receiving = 1 + (hosts % 4)
    const targets = hostNames(receiving + originals)
    const clocks = { startLimitSeconds: 900, eventLimitSeconds: 1800, totalLimitSeconds: 7200 }
    const { type, value } = over.minimumHealthyHosts ?? { type: 'HOST_COUNT', value: 0 }
    const minimumHealthyHosts = type === 'HOST_COUNT' ? { type, value: value % receiving } : over.minimumHealthyHosts
    return aBlueGreenSpec(
      { ...over, ...(minimumHealthyHosts && { minimumHealthyHosts }), clocks, targets },
      { ...blueGreen, receiving, kind: style === 'blueGreen' ? 'forward' : 'trafficBack' },
    )
  }
  const deploymentStyle = { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' } as const
  return aDeploymentSpec({ ...over, targets: hostNames(hosts), deploymentStyle, targetGroupNames: ['storefront'] })
}

/** A world in which the deployment was created and nothing else happened; `prepare` may set what is watched. */
export function born({ spec, hasFallback, failedBefore }: Life, prepare: (of: World) => void = () => undefined): World {
  const of = world()
  if (hasFallback) of.group.lastSuccessful = aLastSuccessful()
  for (const [host, name] of hostNames(9).entries())
    if ((failedBefore >> host) % 2 === 1) of.group.hosts.records.set(name, { isHealthy: false, installed: undefined })
  prepare(of)
  create(of, spec)
  return of
}

/** Plays the steps, then lets the clocks alone bring everything to its end. */
export function live(of: World, { steps }: Life, restarts = false): void {
  for (const [kind, choice] of steps) {
    happen(of, kind, choice)
    if (restarts) restoreAll(of)
  }
  settle(of)
}

function happen(of: World, kind: number, choice: number): void {
  const id = pick([...of.deployments.keys()], choice)
  const to = deploymentSignal(id)
  const command = pick([...of.outbox.keys()], choice)
  // Half of what is said of hosts is about one that works: else most of it is about those that wait or have ended.
  const targetId = choice % 2 === 0 ? parseCommandId(command).targetId : `web-${(choice % 9) + 1}`
  of.clock.advance(choice)
  if (of.outbox.get(command)?.kind !== 'runLifecycleEvent' && kind < 60) answerForFleet(of, command, choice)
  else if (kind < 40) passOn(of, command)
  else if (kind < 120) pass(of, command)
  else if (kind < 138) grant(of, command)
  else if (kind < 150) wait(of, command)
  else if (kind < 170) report(of, command, 'Succeeded')
  else if (kind < 174) report(of, command, 'Failed')
  else if (kind < 177) report(of, stale(id, targetId, choice), choice % 2 === 0 ? 'Succeeded' : 'Failed')
  else if (kind < 180) send(of, { ...to, kind: 'hostSilent', targetId, since: of.clock.now() - choice })
  else if (kind < 183) send(of, { ...to, kind: 'hostBack', targetId })
  else if (kind < 186) send(of, { ...to, kind: 'hold', by: 'Dana' })
  else if (kind < 190) send(of, { ...to, kind: 'release', by: 'Eli' })
  else if (kind < 191) send(of, { ...to, kind: 'stop', by: 'Dana', rollBack: choice % 2 === 0 })
  else if (kind < 193) send(of, { ...to, kind: 'serviceResumed' })
  else if (kind < 197) passTime(of, choice * 300)
  else if (kind < 200) tick(of, id)
  else if (kind < 209) send(of, { ...to, kind: 'noted', commandId: command, note: `${choice % 3} connections open` })
  else if (kind < 217) send(of, { ...to, kind: 'approve', approval: anApproval({ actorId: `user:${choice % 3}` }) })
  else send(of, { ...to, kind: 'endTerminationWait', by: 'Dana' })
}

/** Blue/green takes many events: there a host runs up to three in one go. */
function passOn(of: World, command: CommandId): void {
  const { deploymentId, targetId } = parseCommandId(command)
  const isLong = of.deployments.get(deploymentId)?.deployment?.progress !== undefined
  let next: CommandId | undefined = command
  for (let events = isLong ? 3 : 1; events > 0 && next !== undefined; events -= 1) {
    pass(of, next)
    next = offered(of, deploymentId, targetId)
  }
}

/** Mostly as asked; sometimes the hosts cannot be made, or not be ended. */
function answerForFleet(of: World, id: CommandId, choice: number): void {
  const command = of.outbox.get(id)
  const to = deploymentSignal(id.split('/')[0] ?? '')
  if (command?.kind === 'provision')
    send(of, choice % 5 === 0 ? { ...to, kind: 'provisionFailed', message: 'no room' } : { ...to, kind: 'provisioned' })
  else if (command?.kind === 'retire') {
    const notRetired = command.targets.slice(0, choice % 2).map((targetId) => ({ targetId, message: 'not ours' }))
    send(of, { ...to, kind: 'retired', notRetired })
  }
}

/** A host runs its event, and it goes well. */
function pass(of: World, command: CommandId): void {
  grant(of, command)
  report(of, command)
}

/** Time passes and the clock rings where somebody waits for it. */
function passTime(of: World, milliseconds: number): void {
  const until = of.clock.advance(milliseconds)
  for (const [id, at] of of.wakeAt) if (at !== undefined && at <= until) tick(of, id)
}

/** Nobody does anything any more: every deployment must end by its clocks. */
function settle(of: World): void {
  for (let rings = 0; rings < 500; rings += 1) {
    const next = [...of.wakeAt].filter((wish): wish is [string, number] => wish[1] !== undefined)
    if (next.length === 0) return
    const [id, at] = next.reduce((first, wish) => (wish[1] < first[1] ? wish : first))
    of.clock.set(Math.max(of.clock.now(), at))
    tick(of, id)
  }
  throw new Error('the clocks never came to rest')
}

/** As after a crash: every state is read back from its snapshot. */
function restoreAll(of: World): void {
  for (const [id, state] of of.deployments)
    of.deployments.set(id, deploymentAggregate.restore(deploymentAggregate.snapshot(state)))
}

/** An id that some host may have been given, now or long ago. */
function stale(id: string, targetId: string, choice: number): CommandId {
  const events = ['ApplicationStop', 'Install', 'ValidateService'] as const
  return commandId(id, targetId, events[choice % 3] ?? 'Install')
}

function pick(from: readonly string[], choice: number): string {
  return from[choice % Math.max(1, from.length)] ?? 'd-AAAAAAAA1/nobody/Install/1'
}
