/**
 * Names for hosts that do not exist yet. Registered names are kept in memory, as the directory has them, so that a handler
 * can be told at once.
 */
import type { Provisioner as ApiProvisioner } from '@sluice/api'
import { refuse } from '@sluice/model'
import type { Provisioner } from '@sluice/platforms'
import type { DirectoryChange } from '@sluice/store'

export interface FleetNames extends ApiProvisioner {
  /** Give it every commit's changes of the directory, and all hosts once at the start. */
  noteCommitted(changes: readonly DirectoryChange[]): void
}

export interface FleetNamesNeeds {
  provisioner: Pick<Provisioner, 'names' | 'isInUse'>
  /** Whether there is somebody who makes hosts: without a supervisor there is not. */
  isAvailable: boolean
}

export function createFleetNames({ provisioner, isAvailable }: FleetNamesNeeds): FleetNames {
  const registered = new Set<string>()

  function note(change: DirectoryChange): void {
    if (change.collection !== 'instances') return
    if ('put' in change && change.put.deregisterTime === undefined) registered.add(change.put.instanceName)
    else registered.delete('put' in change ? change.put.instanceName : (change.key.split('/')[1] ?? ''))
  }

  return {
    isAvailable,
    noteCommitted: (changes) => changes.forEach(note),
    freeNames(count, taken) {
      const free = isAvailable
        ? provisioner.names.filter((name) => !registered.has(name) && !taken.has(name) && !provisioner.isInUse(name))
        : []
      if (free.length >= count) return free.slice(0, count)
      const reason = isAvailable
        ? `${free.length} more can be made here and ${count} are needed: end hosts that nobody needs.`
        : 'no hosts can be made here, because the service was not started by its supervisor (npm start).'
      return refuse('InvalidTargetInstancesException', `The replacement fleet cannot be made: ${reason}`)
    },
  }
}
