/** The traffic mover in a reconciled world, with a door that keeps what was said and knows what was ended. */
import {
  commandId,
  firstAccountId,
  parseCommandId,
  type Command,
  type DeploymentSignal,
  type DeploymentSpec,
} from '@sluice/model'
import { aDeploymentSpec } from '@sluice/testkit'
import { createTrafficMover } from '../mover/traffic-mover.ts'
import { aDirectory, type ADirectory } from './a-directory.ts'
import { aBalancer, aReconciledWorld } from './a-world.ts'

export const deploymentId = 'd-AAAAAAAA1'

export function runs(
  event: 'AllowTraffic' | 'BlockTraffic',
  targetId = 'web-1',
): Command & { kind: 'runLifecycleEvent' } {
  return { kind: 'runLifecycleEvent', id: commandId(deploymentId, targetId, event), deploymentId, targetId, event }
}

export function withdraws({ id, targetId }: ReturnType<typeof runs>): Command {
  return { kind: 'withdraw', id, deploymentId, targetId }
}

/** What the engine has committed: it outlives every mover. */
export function aDoor(targetGroupNames: string[] = ['shop'], over: Partial<DeploymentSpec> = {}) {
  const spec = aDeploymentSpec({ deploymentId, targetGroupNames, ...over })
  const notAllowed = new Set<string>()
  const signals: DeploymentSignal[] = []
  const ended = new Set<string>()
  const isRefused = new Set<string>()
  let failures = 0

  return {
    signals,
    ended,
    /** Hosts whose AllowTraffic has failed, as it is committed. */
    notAllowed,
    /** Commands that are withdrawn already, when they ask. */
    isRefused,
    /** The next signals cannot be stored. */
    fail(count: number): void {
      failures = count
    },
    reports: () =>
      signals.flatMap((signal) =>
        signal.kind === 'reported'
          ? [`${parseCommandId(signal.commandId).targetId} ${signal.status}: ${signal.diagnostics.message}`]
          : [],
      ),
    notes: () => signals.flatMap((signal) => (signal.kind === 'noted' ? [signal.note] : [])),
    grantsAsked: () => signals.filter((signal) => signal.kind === 'grantAsked').length,
    submit: async (signal: DeploymentSignal) => {
      if (failures > 0) {
        failures -= 1
        throw new Error('the change could not be stored')
      }
      signals.push(signal)
      if (signal.kind === 'reported') ended.add(signal.commandId)
      return { events: [] }
    },
    isGranted: async (id: string) => !ended.has(id) && !isRefused.has(id),
    describe: async (id: string) => (id === deploymentId ? spec : undefined),
  }
}

export interface MoverWorld {
  directory?: ADirectory
  edge?: ReturnType<typeof aBalancer>
  door?: ReturnType<typeof aDoor>
}

/** Handing in what an earlier one had is a restart. Hosts are at 10.0.0.x; `web-nowhere` has no address. */
export async function aMover({ directory = aDirectory(), edge = aBalancer('edge'), door = aDoor() }: MoverWorld = {}) {
  const world = await aReconciledWorld(directory, edge)
  const { submit, isGranted, describe } = door
  const mover = createTrafficMover({
    submit,
    isGranted,
    describe,
    registrations: world.reconciler,
    write: directory.write,
    notAllowed: async (_accountId, _targetGroupName, targetIds) =>
      targetIds.filter((host) => door.notAllowed.has(host)),
    memberAddress: async (accountId, targetId) =>
      targetId === 'web-nowhere' || accountId !== firstAccountId
        ? undefined
        : { address: `10.0.0.${targetId.split('-')[1]}` },
    fault: (error) => world.faults.push(error),
  })
  return {
    ...world,
    door,
    mover,
    /** Ends this process without a word, as a kill would. */
    async kill(): Promise<void> {
      mover.stop()
      await world.reconciler.stop()
    },
  }
}

/** With these hosts in production; web-1 unless others are named. */
export async function aServingWorld(...hosts: string[]) {
  const directory = aDirectory()
  directory.put(...(hosts.length > 0 ? hosts : ['web-1']).map((targetId) => ({ targetId })))
  return aMover({ directory })
}
