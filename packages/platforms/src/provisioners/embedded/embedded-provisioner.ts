/**
 * Local hosts as machines: the supervisor runs them, each lives in a folder of its own below the fleet's. Made ones have
 * numbers above the fleet that always runs.
 */
import type { Tag } from '@sluice/model'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ProvisionerTrouble, type Provisioner } from '../provisioner.ts'
import { removeHome } from './remove-home.ts'
import type { SupervisorClient } from './supervisor-client.ts'

export interface EmbeddedNeeds {
  supervisor: SupervisorClient
  fleetFolder: string
  /** On the same disk, for what is being deleted; nobody else may enter it. */
  closedFolder: string
  /** How many local hosts always run: `local-1` to this number are not ours to end. */
  fleet: number
  /** Leaves an enrolment in the host's folder, unless the host is enrolled already. */
  letIn(name: string, tags: readonly Tag[]): Promise<void>
}

/** A host's address ends in 10 + n, and 254 is the last one. */
export const mostLocalHosts = 244

export function createEmbeddedProvisioner(needs: EmbeddedNeeds): Provisioner {
  const { supervisor, fleetFolder, closedFolder, fleet, letIn } = needs
  const homeOf = (name: string) => join(fleetFolder, name)
  return {
    names: Array.from({ length: mostLocalHosts - fleet }, (_, at) => `local-${fleet + at + 1}`),
    isInUse: (name) => existsSync(homeOf(name)),
    /** The supervisor first: it makes the folder for the user that the host runs as, and the agent waits for its enrolment. */
    async provision(name, tags) {
      refuseOtherNames(name)
      await supervisor.ensure(name)
      await letIn(name, tags)
    },
    async terminate(name) {
      refuseOtherNames(name)
      await supervisor.stop(name)
      await removeHome(homeOf(name), closedFolder)
    },
  }
}

/** A name is part of a path that is deleted. */
function refuseOtherNames(name: string): void {
  const number = Number(/^local-([1-9]\d{0,2})$/.exec(name)?.[1])
  if (number >= 1 && number <= mostLocalHosts) return
  throw new ProvisionerTrouble(`"${name}" is no local host: they are called local-1 to local-${mostLocalHosts}`)
}
