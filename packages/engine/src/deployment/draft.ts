/**
 * A decision in the making: the facts drafted so far, and what they change for the next one. It starts from a copy of
 * the counters, so that deciding writes nothing of the state.
 */
import type { DeploymentEvent, DeploymentSpec, Diagnostics, ErrorInformation, LastSuccessful } from '@sluice/model'
import { count, noCounts, type Counts } from './counts.ts'
import { stopRequestOf, type Deployment, type StopRequest } from './deployment-state.ts'
import { target } from './fleet.ts'
import { progressAfter, type Progress } from './progress.ts'
import { minimumOf, placeInStage, stageNamed, type Stage } from './stage.ts'
import { zoningAfter, type Zoning } from './zoning.ts'

export interface Draft {
  readonly at: number
  readonly spec: DeploymentSpec
  readonly fallback: LastSuccessful | undefined
  readonly deployment: Deployment
  stage: Stage
  minimum: number
  counts: Counts
  progress: Progress | undefined
  zoning: Zoning | undefined
  /** Codes of hosts whose status changes in this very draft. */
  readonly statuses: Map<number, number>
  isHeld: boolean
  stop: StopRequest | undefined
  ending: ErrorInformation | undefined
  firstFailure: FirstFailure | undefined
  /** The event that failed last in this very draft. */
  lastFailure: FirstFailure | undefined
  hasEnded: boolean
  readonly events: DeploymentEvent[]
}

export interface FirstFailure {
  target: number
  event: number
  /** When it failed in this very draft; otherwise the fleet has them. */
  diagnostics?: Diagnostics | undefined
}

export function draftOf(deployment: Deployment, at: number): Draft {
  return {
    at,
    spec: deployment.spec,
    fallback: deployment.fallback,
    deployment,
    stage: deployment.stage,
    minimum: deployment.minimum,
    counts: { ...deployment.counts },
    progress: deployment.progress,
    zoning: deployment.zoning,
    statuses: new Map(),
    isHeld: deployment.held !== undefined,
    stop: deployment.stop,
    ending: deployment.ending,
    firstFailure: deployment.firstFailure,
    lastFailure: undefined,
    hasEnded: false,
    events: [],
  }
}

export function add(draft: Draft, event: DeploymentEvent): void {
  const { deployment } = draft
  draft.events.push(event)
  const placeOf = (host: number) => placeInStage(draft.stage, deployment.sides, host, statusOf(draft, host))
  count(draft.counts, event, placeOf, deployment.outOfService)
  if (draft.zoning !== undefined)
    draft.zoning = zoningAfter(deployment.layout.zones ?? [], draft.zoning, event, placeOf, deployment.outOfService)
  noteStatuses(draft, event)
  if (draft.progress !== undefined) draft.progress = progressAfter(draft.progress, event)
  if (event.type === 'StopRequested') draft.stop = stopRequestOf(event)
  else if (event.type === 'StageBegan') beginStage(draft, event)
  else if (event.type === 'SchedulingEnded') endScheduling(draft, event.error)
  else if (event.type === 'DeploymentHeld') draft.isHeld = true
  else if (event.type === 'DeploymentContinued') draft.isHeld = false
  else if (event.type === 'DeploymentEnded') draft.hasEnded = true
  else if (event.type === 'LifecycleEventEnded' && event.status === 'Failed')
    draft.lastFailure = { target: event.target, event: event.event, diagnostics: event.diagnostics }
  else if (event.type === 'TargetFailed') draft.firstFailure ??= draft.lastFailure
}

/** The code of a host's status after the facts drafted so far. */
export function statusOf({ statuses, deployment }: Draft, host: number): number {
  return statuses.get(host) ?? deployment.fleet.status[host] ?? 0
}

function noteStatuses({ statuses }: Draft, event: DeploymentEvent): void {
  if (event.type === 'TargetsStarted') for (const host of event.targets) statuses.set(host, target.InProgress)
  else if (event.type === 'TargetsSkipped') for (const host of event.targets) statuses.set(host, target.Skipped)
  else if (event.type === 'TargetReady') statuses.set(event.target, target.Ready)
  else if (event.type === 'TargetSucceeded') statuses.set(event.target, target.Succeeded)
  else if (event.type === 'TargetFailed') statuses.set(event.target, target.Failed)
}

function beginStage(draft: Draft, { stage, targets }: Extract<DeploymentEvent, { type: 'StageBegan' }>): void {
  draft.stage = stageNamed(stage, targets)
  draft.counts = noCounts(targets.length)
  draft.firstFailure = undefined
  draft.minimum = minimumOf(draft.spec, stage, targets.length)
}

function endScheduling(draft: Draft, error: ErrorInformation): void {
  draft.ending = error
  draft.isHeld = false
}
