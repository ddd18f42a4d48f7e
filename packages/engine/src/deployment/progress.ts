/**
 * How far a blue/green deployment is, beside its hosts: the waits, the stages, and what is made or ended around them. One
 * object a moment, so that a decision in the making has its own.
 */
import type { ApprovalRecord, BlueGreenStanding, DeploymentEvent } from '@sluice/model'
import type { Side } from './sides.ts'
import { trafficPlaces, type stageEvents } from './stage.ts'

type StageName = keyof typeof stageEvents
export type Step = BlueGreenStanding['step']

/** Times are ms since the epoch; `endedAt` is undefined while it goes on. */
interface Span {
  readonly since: number
  readonly endedAt: number | undefined
}

export interface StageRecord extends Span {
  readonly total: number
  readonly succeeded: number
  readonly failed: number
}

export interface Progress {
  readonly provisioning?: Span
  readonly stage?: StageName
  readonly stages: Readonly<Partial<Record<StageName, StageRecord>>>
  readonly ready?: Span & {
    readonly until: number
    readonly approvals: readonly ApprovalRecord[]
    readonly how?: 'rerouted' | 'continued' | 'stopped' | 'deadline'
    readonly by?: string
  }
  /** Hosts on which `AllowTraffic`, and `BlockTraffic`, went well. */
  readonly rerouted: number
  readonly blocked: number
  readonly trafficMovedAt?: number
  readonly termination?: Span & { readonly until: number }
  readonly retiring?: Span & {
    readonly side: Side
    readonly terminate: boolean
    /** Places of its hosts; absent for the whole side. */
    readonly targets?: readonly number[]
    readonly notRetired: readonly { targetId: string; message: string }[]
  }
}

export const noProgress: Progress = { stages: {}, rerouted: 0, blocked: 0 }

export function isOpen(span: Span | undefined): boolean {
  return span !== undefined && span.endedAt === undefined
}

export function stepOf(progress: Progress): Exclude<Step, 'ended'> {
  if (isOpen(progress.retiring)) return 'retiring'
  if (isOpen(progress.termination)) return 'terminationWait'
  if (isOpen(progress.ready)) return 'ready'
  if (isOpen(progress.provisioning)) return 'provisioning'
  return progress.stage === undefined ? 'installing' : stepOfStage[progress.stage]
}

const stepOfStage = { install: 'installing', reroute: 'rerouting', block: 'blocking' } as const
const { allowTraffic, blockTraffic } = trafficPlaces

export function progressAfter(was: Progress, event: DeploymentEvent): Progress {
  const { at } = event
  switch (event.type) {
    case 'ProvisioningBegan':
      return { ...was, provisioning: { since: at, endedAt: undefined } }
    case 'ProvisioningEnded':
      return was.provisioning ? { ...was, provisioning: { ...was.provisioning, endedAt: at } } : was
    case 'StageBegan':
      return withStage({ ...was, stage: event.stage }, event.stage, newStage(at, event.targets.length))
    case 'TargetReady':
    case 'TargetSucceeded':
      return counted(was, at, 'succeeded')
    case 'TargetFailed':
      return counted(was, at, 'failed')
    case 'LifecycleEventEnded':
      return afterEvent(was, event)
    case 'ReadyWaitBegan':
      return { ...was, ready: { since: at, endedAt: undefined, until: event.until, approvals: [] } }
    case 'Approved':
      return was.ready ? { ...was, ready: { ...was.ready, approvals: [...was.ready.approvals, event.approval] } } : was
    case 'ReadyWaitEnded':
      return was.ready
        ? {
            ...was,
            ready: { ...was.ready, endedAt: at, how: event.how, ...(event.by !== undefined && { by: event.by }) },
          }
        : was
    case 'TrafficMoved':
      return { ...was, trafficMovedAt: at }
    case 'TerminationWaitBegan':
      return { ...was, termination: { since: at, endedAt: undefined, until: event.until } }
    case 'TerminationWaitEnded':
      return was.termination ? { ...was, termination: { ...was.termination, endedAt: at } } : was
    case 'RetireBegan': {
      const { fleet: side, terminate, targets } = event
      const span = { since: at, endedAt: undefined, side, terminate, notRetired: [] }
      return { ...was, retiring: { ...span, ...(targets && { targets }) } }
    }
    case 'RetireEnded':
      return was.retiring ? { ...was, retiring: { ...was.retiring, endedAt: at, notRetired: event.notRetired } } : was
    case 'ClocksRestarted':
      return restarted(was, at)
    default:
      return was
  }
}

/** Making and ending hosts has limits that count only while the service is up; the waits for people end when they said. */
function restarted(was: Progress, since: number): Progress {
  return {
    ...was,
    ...(was.provisioning && isOpen(was.provisioning) && { provisioning: { ...was.provisioning, since } }),
    ...(was.retiring && isOpen(was.retiring) && { retiring: { ...was.retiring, since } }),
  }
}

function afterEvent(
  was: Progress,
  { event, status }: Extract<DeploymentEvent, { type: 'LifecycleEventEnded' }>,
): Progress {
  if (status !== 'Succeeded') return was
  if (event === allowTraffic) return { ...was, rerouted: was.rerouted + 1 }
  return event === blockTraffic ? { ...was, blocked: was.blocked + 1 } : was
}

function counted(was: Progress, at: number, key: 'succeeded' | 'failed'): Progress {
  const record = was.stage && was.stages[was.stage]
  if (was.stage === undefined || record === undefined) return was
  const next = { ...record, [key]: record[key] + 1 }
  const isOver = next.succeeded + next.failed === next.total
  return withStage(was, was.stage, isOver ? { ...next, endedAt: at } : next)
}

function withStage(was: Progress, name: StageName, record: StageRecord): Progress {
  return { ...was, stages: { ...was.stages, [name]: record } }
}

function newStage(since: number, total: number): StageRecord {
  return { since, endedAt: undefined, total, succeeded: 0, failed: 0 }
}
