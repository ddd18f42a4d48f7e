/** Provisioning with machines in memory, and everything around it that can be broken. For tests. */
import {
  replacementGroupName,
  scalingGroupTag,
  type Command,
  type DeploymentSignal,
  type Instance,
} from '@sluice/model'
import { aDeploymentSpec, anInstance } from '@sluice/testkit'
import { onTestFinished } from 'vitest'
import { createProvisioning } from '../provisioners/provisioning.ts'
import { createSimulatedProvisioner } from '../provisioners/simulated/simulated-provisioner.ts'

export const deploymentId = 'd-AAAAAAAA1'
export const ourTags = [
  { Key: 'fleet', Value: 'local' },
  { Key: scalingGroupTag, Value: replacementGroupName('web', deploymentId) },
]
export const provision = (...targets: string[]): Command => ({
  kind: 'provision',
  id: `${deploymentId}/provision`,
  deploymentId,
  targets,
})
export const retire = (terminate: boolean, ...targets: string[]): Command => ({
  kind: 'retire',
  id: `${deploymentId}/retire`,
  deploymentId,
  targets,
  terminate,
})

/** `enrols`: what is made comes in by itself. */
export function aRoom({ enrols = true, startLimitSeconds = 300, againAfterMs = 1 } = {}) {
  const instances = new Map<string, Instance>()
  const connected = new Set<string>()
  const listeners = new Set<() => void>()
  const reported: Omit<DeploymentSignal, 'to' | 'groupId' | 'deploymentId'>[] = []
  const did: string[] = []
  const faults: unknown[] = []
  const broken = { door: 0, store: 0, balancer: 0, machines: new Map<string, string>(), onceFor: new Set<string>() }

  function connect(instanceName: string, tags = ourTags): void {
    instances.set(instanceName, anInstance({ instanceName, tags }))
    connected.add(instanceName)
    listeners.forEach((tell) => tell())
  }

  const provisioner = createSimulatedProvisioner({
    names: ['local-7', 'local-8', 'local-9'],
    made(name, tags) {
      did.push(`made ${name}`)
      if (enrols) connect(name, [...tags])
    },
    ended(name) {
      did.push(`ended ${name}`)
      connected.delete(name)
    },
    trouble: (name) => (broken.onceFor.delete(name) ? 'it is busy' : broken.machines.get(name)),
  })
  const provisioning = createProvisioning({
    provisioner,
    door: {
      async submit({ to: _to, groupId: _group, deploymentId: _id, ...report }) {
        if (broken.door-- > 0) throw new Error('the disk is full')
        reported.push(report)
        return { events: [] }
      },
      async describe(id) {
        if (broken.store-- > 0) throw new Error('the database is locked')
        return id === deploymentId ? aSpec(startLimitSeconds) : undefined
      },
    },
    hosts: {
      isConnected: (_account, name) => connected.has(name),
      onChange(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    instanceOf: async (_account, name) => instances.get(name),
    async deregister(instance) {
      did.push(`deregistered ${instance.instanceName}`)
      instances.set(instance.instanceName, { ...instance, deregisterTime: '2026-03-01T10:00:00.000Z' })
    },
    async takeOut(_accountId, targetGroupNames, targets) {
      if (broken.balancer-- > 0) throw new Error('the balancer is away')
      did.push(`took out ${targets.join(' ')} of ${targetGroupNames.join()}`)
    },
    fault: (error) => faults.push(error),
    againAfterMs,
  })
  onTestFinished(() => provisioning.stop())
  async function done(...commands: Command[]): Promise<void> {
    provisioning.dispatch(commands)
    await provisioning.idle()
  }
  return { provisioning, provisioner, instances, connect, reported, did, faults, broken, listeners, done }
}

const aSpec = (startLimitSeconds: number) =>
  aDeploymentSpec({
    targetGroupNames: ['shop'],
    clocks: { startLimitSeconds, eventLimitSeconds: 3600, totalLimitSeconds: 9000 },
    blueGreen: {
      kind: 'forward',
      receiving: 2,
      provision: { scalingGroupName: 'web' },
      originals: { action: 'TERMINATE', waitMinutes: 0 },
    },
  })
