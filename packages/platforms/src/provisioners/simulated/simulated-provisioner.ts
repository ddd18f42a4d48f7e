/** Machines that exist in memory only, for tests and the simulator. `trouble` says for which name nothing works, and why. */
import type { Tag } from '@sluice/model'
import { ProvisionerTrouble, type Provisioner } from '../provisioner.ts'

export interface SimulatedWorld {
  names: readonly string[]
  made?(name: string, tags: readonly Tag[]): void
  ended?(name: string): void
  trouble?(name: string): string | undefined
}

export interface SimulatedProvisioner extends Provisioner {
  /** Names of the machines that run, in the order of their start. */
  running(): string[]
}

export function createSimulatedProvisioner({ names, made, ended, trouble }: SimulatedWorld): SimulatedProvisioner {
  const machines = new Set<string>()

  function refuseTrouble(name: string): void {
    const why = trouble?.(name)
    if (why !== undefined) throw new ProvisionerTrouble(why)
  }

  return {
    names,
    running: () => [...machines],
    isInUse: (name) => machines.has(name),
    async provision(name, tags) {
      await Promise.resolve()
      refuseTrouble(name)
      if (machines.has(name)) return
      machines.add(name)
      made?.(name, tags)
    },
    async terminate(name) {
      await Promise.resolve()
      refuseTrouble(name)
      if (machines.delete(name)) ended?.(name)
    },
  }
}
