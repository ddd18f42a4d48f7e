/**
 * Carries out `provision` and `retire`: tells the provisioner, waits until hosts are connected, and reports to the one
 * door. Commands may come again at any time, after a restart too: each looks at what is there and does what is missing.
 */
import {
  replacementGroupName,
  scalingGroupTag,
  type Command,
  type DeploymentSignal,
  type DeploymentSpec,
  type Instance,
  type Tag,
} from '@sluice/model'
import { setTimeout as pause } from 'node:timers/promises'
import type { Door } from '../reports.ts'
import { createAwaitedHosts, type SeenHosts } from './awaited-hosts.ts'
import { createTurns } from './turns.ts'
import type { Provisioner } from './provisioner.ts'

export interface ProvisioningNeeds {
  door: Pick<Door, 'submit' | 'describe'>
  provisioner: Provisioner
  hosts: SeenHosts
  /** Deregistered ones too. */
  instanceOf(accountId: string, instanceName: string): Promise<Instance | undefined>
  deregister(instance: Instance): Promise<void>
  /** Out of all traffic: resolves when no balancer serves them. */
  takeOut(accountId: string, targetGroupNames: readonly string[], targetIds: readonly string[]): Promise<void>
  /** What should not happen. */
  fault(error: unknown): void
  /** Between two attempts at what must not be lost. */
  againAfterMs?: number
}

export interface Provisioning {
  /** Takes `provision` and `retire`, and nothing else. Returns at once. */
  dispatch(commands: readonly Command[]): void
  /** A machine of a registered host that should run, after a restart. Nothing for hosts that we did not make. */
  bringBack(accountId: string, instanceName: string): Promise<void>
  /** Until nothing is at work. */
  idle(): Promise<void>
  stop(): void
}

type FleetCommand = Extract<Command, { kind: 'provision' | 'retire' }>
type Signal = Extract<DeploymentSignal, { kind: 'provisioned' | 'provisionFailed' | 'retired' }>
type Report = Signal extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'to' | 'groupId' | 'deploymentId'>
    : never
  : never

interface Work {
  ended: Promise<void>
  stop: AbortController
}

export function createProvisioning(needs: ProvisioningNeeds): Provisioning {
  const { door, provisioner, hosts, fault, againAfterMs = 1000 } = needs
  const awaited = createAwaitedHosts(hosts)
  const inTurn = createTurns()
  const atWork = new Map<string, Work>()
  const stopping = new AbortController()

  function take(command: FleetCommand): void {
    if (stopping.signal.aborted || atWork.has(command.id)) return
    const stop = new AbortController()
    const ended = carryOut(command, AbortSignal.any([stop.signal, stopping.signal]))
      .catch(fault)
      .finally(() => atWork.delete(command.id))
    atWork.set(command.id, { ended, stop })
  }

  async function carryOut(command: FleetCommand, stopped: AbortSignal): Promise<void> {
    const spec = await door.describe(command.deploymentId)
    if (spec === undefined) throw new Error(`a command of ${command.deploymentId}, which nobody can describe`)
    const report = command.kind === 'provision' ? await make(spec, command, stopped) : await retire(spec, command)
    const { deploymentId, deploymentGroupId: groupId } = spec
    if (report === undefined) return
    await untilDone(() => door.submit({ to: 'deployment', groupId, deploymentId, ...report }))
  }

  /** Undefined when it was stopped: whoever stops it has other plans for the hosts. */
  async function make(
    spec: DeploymentSpec,
    { targets }: FleetCommand,
    stopped: AbortSignal,
  ): Promise<Report | undefined> {
    const tags = tagsOf(spec)
    for (const name of targets) {
      if (stopped.aborted) return undefined
      const trouble = await inTurn(name, () => makeOne(spec.accountId, name, tags)).then(nothing, messageOf)
      if (trouble !== undefined) return { kind: 'provisionFailed', message: `${name} could not be made: ${trouble}.` }
    }
    const { startLimitSeconds } = spec.clocks
    const missing = await awaited.untilConnected(spec.accountId, targets, startLimitSeconds * 1000, stopped)
    if (stopped.aborted) return undefined
    if (missing.length === 0) return { kind: 'provisioned' }
    const message = `${inWords(missing)} did not connect within ${startLimitSeconds} seconds of the start.`
    return { kind: 'provisionFailed', message }
  }

  async function makeOne(accountId: string, name: string, tags: readonly Tag[]): Promise<void> {
    const known = await needs.instanceOf(accountId, name)
    if (isRegistered(known) && groupTag(known.tags) !== groupTag(tags))
      throw new Error('another host is registered under this name')
    await provisioner.provision(name, tags)
  }

  async function retire(spec: DeploymentSpec, command: FleetCommand): Promise<Report | undefined> {
    const { deploymentId, targets } = command
    await endMaking(deploymentId)
    await untilDone(() => needs.takeOut(spec.accountId, spec.targetGroupNames ?? [], targets))
    if (stopping.signal.aborted) return undefined
    const isEnding = command.kind === 'retire' && command.terminate
    const left = isEnding ? await Promise.all(targets.map((name) => end(spec.accountId, name))) : []
    return { kind: 'retired', notRetired: left.filter((one) => one !== undefined) }
  }

  async function endMaking(deploymentId: string): Promise<void> {
    const work = atWork.get(`${deploymentId}/provision`)
    work?.stop.abort()
    await work?.ended
  }

  function end(accountId: string, targetId: string): Promise<{ targetId: string; message: string } | undefined> {
    return inTurn(targetId, () => endOne(accountId, targetId)).then(
      (message) => (message === undefined ? undefined : { targetId, message }),
      (error: unknown) => ({ targetId, message: `${targetId} could not be ended: ${messageOf(error)}.` }),
    )
  }

  /** The name is given up last: until then nobody else can be given it. Answers why it was left alone. */
  async function endOne(accountId: string, name: string): Promise<string | undefined> {
    const known = await needs.instanceOf(accountId, name)
    if (!isOurs(known, name)) return `${name} was not made for a scaling group here: it is not ours to end.`
    await provisioner.terminate(name)
    // It may have come in just before its end.
    const left = await needs.instanceOf(accountId, name)
    if (isRegistered(left)) await needs.deregister(left)
    return undefined
  }

  /** By its name; a host that came in says so by its tag, too. Tags alone prove nothing: people give them. */
  function isOurs(known: Instance | undefined, name: string): boolean {
    return provisioner.names.includes(name) && (!isRegistered(known) || groupTag(known.tags) !== undefined)
  }

  /** Nobody would ask for it again before the next start. */
  async function untilDone(act: () => Promise<unknown>): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        return void (await act())
      } catch (error) {
        if (stopping.signal.aborted) return
        fault(error)
        await pause(againAfterMs, undefined, { signal: stopping.signal }).catch(nothing)
      }
    }
  }

  return {
    dispatch: (commands) => commands.filter(isFleetCommand).forEach(take),
    bringBack: (accountId, name) =>
      inTurn(name, async () => {
        const known = await needs.instanceOf(accountId, name)
        if (isRegistered(known) && isOurs(known, name)) await provisioner.provision(name, known.tags)
      }),
    async idle() {
      while (atWork.size > 0) await Promise.all([...atWork.values()].map((work) => work.ended))
    },
    stop: () => stopping.abort(),
  }
}

const isFleetCommand = (command: Command): command is FleetCommand =>
  command.kind === 'provision' || command.kind === 'retire'

const isRegistered = (known: Instance | undefined): known is Instance =>
  known !== undefined && known.deregisterTime === undefined

const groupTag = (tags: readonly Tag[]): string | undefined => tags.find(({ Key }) => Key === scalingGroupTag)?.Value

function tagsOf({ blueGreen, deploymentId }: DeploymentSpec): Tag[] {
  if (blueGreen?.provision === undefined) throw new Error(`${deploymentId} copies no scaling group`)
  return [
    { Key: 'fleet', Value: 'local' },
    { Key: scalingGroupTag, Value: replacementGroupName(blueGreen.provision.scalingGroupName, deploymentId) },
  ]
}

const mostNamed = 5

function inWords(names: readonly string[]): string {
  const named = names.slice(0, mostNamed).join(', ')
  const more = names.length - mostNamed
  return more > 0 ? `${named} and ${more} more` : named
}

const nothing = (): undefined => undefined
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
