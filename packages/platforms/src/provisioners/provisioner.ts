/**
 * The port of a provisioner: makes and ends the machines of scaling groups. It decides nothing and retries nothing; doing
 * anything twice changes nothing. Trouble is `ProvisionerTrouble`, thrown, in words for people.
 */
import type { Tag } from '@sluice/model'

export interface Provisioner {
  /** Every name that a machine of it may have, in the order in which they are given away. */
  readonly names: readonly string[]
  /** Whether anything of a machine of this name is still here: then nobody else may have the name. */
  isInUse(name: string): boolean
  /** The machine runs when it resolves, with what it needs to enrol under these tags; it connects by itself, later. */
  provision(name: string, tags: readonly Tag[]): Promise<void>
  /** The machine and everything on it have ended when it resolves, and its name is free. */
  terminate(name: string): Promise<void>
}

export class ProvisionerTrouble extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'ProvisionerTrouble'
  }
}
