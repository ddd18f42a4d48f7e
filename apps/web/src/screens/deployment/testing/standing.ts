/** For tests: a blue/green deployment of four originals and four replacements that were made for it. */
import type { BlueGreenStanding, DeploymentSummary, FleetStanding } from '@sluice/model'
import { partOf } from '../../../query/testing/part-of.ts'

const fleet: FleetStanding = { total: 4, pending: 0, inProgress: 0, ready: 0, succeeded: 0, failed: 0, skipped: 0 }

export const standing = (more: Partial<BlueGreenStanding> = {}): BlueGreenStanding => ({
  kind: 'forward',
  step: 'ready',
  original: { ...fleet, pending: 4 },
  replacement: { ...fleet, ready: 4 },
  isProvisioned: true,
  rerouted: 0,
  blocked: 0,
  originals: { action: 'TERMINATE', waitMinutes: 60 },
  ...more,
})

export const blueGreen = (more: Partial<BlueGreenStanding> = {}, rest: Partial<DeploymentSummary> = {}) =>
  partOf<DeploymentSummary>({
    deploymentId: 'd-1A2B3C4D5',
    applicationName: 'shop',
    deploymentGroupName: 'production',
    status: 'InProgress',
    revisionName: '1.1',
    previousRevisionName: '1.0',
    deploymentOverview: { Pending: 8, InProgress: 0, Succeeded: 0, Failed: 0, Skipped: 0, Ready: 0 },
    stopConsequences: { updated: 0, leftPartWay: 0, untouched: 0 },
    actions: { endTerminationWait: { allowed: true } },
    blueGreen: standing(more),
    ...rest,
  })
