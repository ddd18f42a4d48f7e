/** What is known of a group from its facts alone: who is active, what succeeded last, and how its hosts stand. */
import type { DeploymentRecord } from './deployment-record.ts'
import { newHostBook, type HostBook } from './host-standing.ts'
import type { Wishes } from './wishes.ts'

export interface GroupRecord extends HostBook {
  active: string | undefined
  /** Ids in the order in which they were admitted. */
  admitted: string[]
  wishes: Wishes
}

export const newGroup = (): GroupRecord => ({
  ...newHostBook(),
  active: undefined,
  admitted: [],
  wishes: new Map(),
})

export type RecordOf = (deploymentId: string) => DeploymentRecord | undefined
