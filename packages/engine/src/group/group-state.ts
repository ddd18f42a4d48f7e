import type { LastSuccessful } from '@sluice/model'
import type { GroupHosts } from './group-hosts.ts'
import type { WaitingHosts } from './later-hosts.ts'

export interface GroupState {
  readonly groupId: string
  active: ActiveDeployment | undefined
  lastSuccessful: LastSuccessful | undefined
  readonly hosts: GroupHosts
  /** Began to match while a deployment runs, and wait for its end. Absent for none. */
  waiting?: WaitingHosts | undefined
  /** Are no more, since the active deployment began. Absent for none. */
  departed?: Set<string> | undefined
}

export interface ActiveDeployment {
  deploymentId: string
  startedBy: string
  revisionName: string
  createdAt: number
}
