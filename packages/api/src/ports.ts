/**
 * What handlers need of the world, given by the composition root. Time, chance and ids come from here, so that a handler
 * is a function of its input and its ports.
 */
import type { Access } from '@sluice/access'
import type { Artifacts } from '@sluice/artifacts'
import type { Conductor } from '@sluice/conductor'
import type { Balancers } from '@sluice/load-balancers'
import type { Logs } from '@sluice/logs'
import type { HostPresence } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { BundleReader } from './bundles/bundle-reader.ts'

export interface ApiSettings {
  /** CodeDeploy's two clocks. */
  startLimitSeconds: number
  eventLimitSeconds: number
  region: string
  /** Where people and hosts reach this installation: https://deploy.example.com, without a slash at the end. */
  publicUrl: string
  /** How long logs are kept after their last line. */
  logDays: number
  /** The product's own port; the sample's balancer listens 80 and 81 above it. */
  port: number
}

/** The part of the provisioner that handlers need: names of hosts that do not exist yet, and which exist. */
export interface Provisioner {
  /** Whether hosts can be made here. */
  isAvailable: boolean
  /** So many free names, the same for the same `taken`. Throws a refusal when there are not enough. */
  freeNames(count: number, taken: ReadonlySet<string>): string[]
}

export interface Ports {
  store: Store
  conductor: Conductor
  /** What the hub knows of a host right now; undefined when it was not heard since the start. */
  presence(accountId: string, instanceName: string): HostPresence | undefined
  /** Of all hosts that were heard since the start. */
  allPresence(accountId: string): readonly HostPresence[]
  artifacts: Artifacts
  bundles: BundleReader
  logs: Pick<Logs, 'read' | 'tail' | 'lines' | 'find' | 'search' | 'removal'>
  access: Access
  balancers: Balancers
  provisioner: Provisioner
  /** Milliseconds since the epoch. */
  now(): number
  randomBytes(count: number): Uint8Array
  settings: ApiSettings
}
