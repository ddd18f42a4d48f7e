/**
 * Carries out `provision` and `retire`: tells the provisioner, waits until hosts are connected, and reports to the one
 * door. Commands may come again at any time, after a restart too: each looks at what is there and does what is missing.
 */
import type { Command, DeploymentSignal, DeploymentSpec, Instance } from '@sluice/model'
import type { Door } from '../reports.ts'
import type { SeenHosts } from './awaited-hosts.ts'
import { createEnding, type Ending } from './ending-hosts.ts'
import { isOurs, isRegistered } from './made-hosts.ts'
import { createMaking } from './making-hosts.ts'
import { createPersistence } from './persistence.ts'
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
  /**
   * What is left of a host that we made and that is not registered (any more) ends, unless it is needed. Rejects when it could
   * not be ended after some attempts.
   */
  endGivenUp: Ending['endGivenUp']
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
  const { door, provisioner, fault, instanceOf, deregister, againAfterMs = 1000 } = needs
  const inTurn = createTurns()
  const atWork = new Map<string, Work>()
  const stopping = new AbortController()
  const { untilDone, someTimes } = createPersistence({ stopped: stopping.signal, againAfterMs, fault })
  const make = createMaking({ provisioner, hosts: needs.hosts, inTurn, instanceOf })
  const { end, endGivenUp } = createEnding({ provisioner, inTurn, someTimes, instanceOf, deregister })

  function take(command: FleetCommand): void {
    if (stopping.signal.aborted || atWork.has(command.id)) return
    const stop = new AbortController()
    const ended = carryOut(command, AbortSignal.any([stop.signal, stopping.signal]))
      .catch(fault)
      .finally(() => atWork.delete(command.id))
    atWork.set(command.id, { ended, stop })
  }

  async function carryOut(command: FleetCommand, stopped: AbortSignal): Promise<void> {
    const spec = await untilDone(() => door.describe(command.deploymentId))
    if (stopping.signal.aborted) return
    if (spec === undefined) throw new Error(`a command of ${command.deploymentId}, which nobody can describe`)
    const report =
      command.kind === 'provision' ? await make(spec, command.targets, stopped) : await retire(spec, command)
    const { deploymentId, deploymentGroupId: groupId } = spec
    if (report === undefined) return
    await untilDone(() => door.submit({ to: 'deployment', groupId, deploymentId, ...report }))
  }

  /** Undefined when the service ends: what was broken off is no trouble of a host. */
  async function retire(spec: DeploymentSpec, command: FleetCommand): Promise<Report | undefined> {
    const { deploymentId, targets } = command
    await endMaking(deploymentId)
    await untilDone(() => needs.takeOut(spec.accountId, spec.targetGroupNames ?? [], targets))
    if (stopping.signal.aborted) return undefined
    const isEnding = command.kind === 'retire' && command.terminate
    const left = isEnding ? await Promise.all(targets.map((name) => end(spec.accountId, name))) : []
    if (stopping.signal.aborted) return undefined
    return { kind: 'retired', notRetired: left.filter((one) => one !== undefined) }
  }

  async function endMaking(deploymentId: string): Promise<void> {
    const work = atWork.get(`${deploymentId}/provision`)
    work?.stop.abort()
    await work?.ended
  }

  return {
    dispatch: (commands) => commands.filter(isFleetCommand).forEach(take),
    bringBack: (accountId, name) =>
      inTurn(name, async () => {
        const known = await instanceOf(accountId, name)
        if (isRegistered(known) && isOurs(provisioner, known, name)) await provisioner.provision(name, known.tags)
      }),
    endGivenUp,
    async idle() {
      while (atWork.size > 0) await Promise.all([...atWork.values()].map((work) => work.ended))
    },
    stop: () => stopping.abort(),
  }
}

const isFleetCommand = (command: Command): command is FleetCommand =>
  command.kind === 'provision' || command.kind === 'retire'
