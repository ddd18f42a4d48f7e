/**
 * A scenario as data: who is there, and what happens when. It follows from a seed alone; leaving out a step leaves all others as
 * they are, which is what makes a failing one short.
 */
import type { DeploymentSpec, HostResults, LaterHostsPolicy, Narrowing } from '@sluice/model'

export interface Scenario {
  seed: number
  hosts: HostTraits[]
  groups: GroupTraits[]
  steps: Step[]
  network: NetworkTraits
  /** What a lifecycle event comes to. */
  work: WorkTraits
  people: PeopleTraits
}

export interface HostTraits {
  name: string
  /** How many commands it runs at once. */
  slots: number
  /** Its events take so many times as long. */
  slowness: number
}

export interface GroupTraits {
  groupId: string
  name: string
  /** What came of a deployment before the scenario begins; it succeeded as a whole. */
  before: HostResults | undefined
  /** What its owner says of hosts that begin to match it later. */
  laterHosts: LaterHostsPolicy
}

export interface NetworkTraits {
  /** Of messages from a host: said twice, or much later than others. */
  duplicates: number
  reorders: number
}

export interface WorkTraits {
  failures: number
  /** Of events: never end by themselves. */
  hangs: number
  trafficFailures: number
  provisionFailures: number
}

export interface PeopleTraits {
  /** Whoever is asked to approve does, of so many. */
  approves: number
  continues: number
}

/** Where the service is when it dies: around a commit, or among what follows it. */
export type Boundary = 'beforeCommit' | 'afterCommit' | 'published' | 'dispatching'

/** `at` is in milliseconds from the beginning. */
export type Step =
  | { kind: 'deploy'; at: number; spec: DeploymentSpec; narrowing?: Narrowing }
  | { kind: 'stop'; at: number; groupId: string; rollBack: boolean }
  | { kind: 'hold' | 'release' | 'approve' | 'endTerminationWait' | 'rollBack'; at: number; groupId: string }
  | { kind: 'hostCrash' | 'hostSilence'; at: number; host: string; forMilliseconds: number }
  /** It begins to match a group in place, which it may have matched before, or matches it no more. */
  | { kind: 'hostAppears' | 'hostLeaves'; at: number; groupId: string; host: string }
  | { kind: 'ownerSays'; at: number; groupId: string; laterHosts: LaterHostsPolicy }
  | { kind: 'clockJump'; at: number; byMilliseconds: number }
  /** When so many commits have been made. */
  | { kind: 'serviceCrash'; commit: number; boundary: Boundary; downMilliseconds: number }
  | { kind: 'commitFailure'; commit: number; times: number; when: 'before' | 'after' | 'unsure' }
