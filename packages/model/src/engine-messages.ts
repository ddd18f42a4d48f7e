/**
 * What crosses the engine's border. Signals go in (a user asked, a host reported, the clock rang), events come out
 * (facts, stored for ever), commands are what the facts put in flight.
 */
import { z } from 'zod'
import { ApprovalRecord } from './approval.ts'
import { DeploymentSpec, ErrorInformation, LastSuccessful, StopWish, UnaskedDraft } from './deployment.ts'
import { HostResults } from './host-health.ts'
import { LaterHostsPolicy } from './later-hosts.ts'
import { Diagnostics, LifecycleEventName } from './lifecycle-event.ts'
import { DeploymentId } from './names.ts'

/** `deploymentId/targetId/lifecycleEvent/attempt`; stable, so that delivery may repeat and application may not. */
export const CommandId = z
  .string()
  .regex(new RegExp(`^d-[A-Z0-9]{9}/[^/]{1,100}/(${LifecycleEventName.options.join('|')})/[1-9][0-9]?$`))
export type CommandId = z.infer<typeof CommandId>

export function commandId(deploymentId: string, targetId: string, event: LifecycleEventName, attempt = 1): CommandId {
  return `${deploymentId}/${targetId}/${event}/${attempt}`
}

export function parseCommandId(id: CommandId): {
  deploymentId: string
  targetId: string
  event: string
  attempt: number
} {
  const [deploymentId = '', targetId = '', event = '', attempt = '0'] = id.split('/')
  return { deploymentId, targetId, event, attempt: Number(attempt) }
}

/** Commands about a whole fleet: `deploymentId/verb`. All are absolute: doing one again changes nothing. */
export type FleetCommandId = `${string}/${'provision' | 'offerTestTraffic' | 'retire'}`

export function fleetCommandId(
  deploymentId: string,
  verb: 'provision' | 'offerTestTraffic' | 'retire',
): FleetCommandId {
  return `${deploymentId}/${verb}`
}

export type Command =
  /** Make these hosts, if they are not there yet, and report `provisioned` when all are connected. */
  | { kind: 'provision'; id: FleetCommandId; deploymentId: DeploymentId; targets: string[] }
  /** Register these hosts for the test listener only. Not reported: evidence shows how they do. */
  | { kind: 'offerTestTraffic'; id: FleetCommandId; deploymentId: DeploymentId; targets: string[] }
  /** Take these hosts out of all traffic; then end them, if we made them and `terminate` says so. Reported `retired`. */
  | { kind: 'retire'; id: FleetCommandId; deploymentId: DeploymentId; targets: string[]; terminate: boolean }
  | {
      kind: 'runLifecycleEvent'
      id: CommandId
      deploymentId: DeploymentId
      targetId: string
      event: LifecycleEventName
    }
  /**
   * Take back what failed or was skipped; whoever asks for it later is answered `drop`. A host that was granted it goes on;
   * AllowTraffic is the service's own, and ends at once: the host leaves.
   */
  | { kind: 'withdraw'; id: CommandId; deploymentId: DeploymentId; targetId: string }

/** Which of the group's hosts, all of them in `spec.targets`, a new deployment is for. */
export type Narrowing = { onlyTargets: readonly string[] } | { updateOutdatedInstancesOnly: true }

/** To the `group` aggregate. Ids are in the spec: the engine draws none. */
export type GroupSignal =
  | { to: 'group'; groupId: string; kind: 'createDeployment'; spec: DeploymentSpec; narrowing?: Narrowing }
  | { to: 'group'; groupId: string; kind: 'deploymentEnded'; deploymentId: string; ending: DeploymentEnding }
  /** Hosts begin to match; `fleet` is how many match with them. What follows, if anything, the group decides. */
  | ({ to: 'group'; groupId: string; kind: 'hostsAppeared' } & AppearedHosts)
  /** They match no more, or the owner wants nothing to happen by itself any more: of all hosts when none is named. */
  | { to: 'group'; groupId: string; kind: 'hostsLeft'; hosts?: readonly string[] }
  /** They are no more, or others bear their names now: what is known of them is forgotten. */
  | { to: 'group'; groupId: string; kind: 'hostsGone'; hosts: readonly string[] }
  /** The owner edited the group: which hosts it matches now, and what those that wait get from now on. */
  | ({ to: 'group'; groupId: string; kind: 'groupEdited'; matching: readonly string[] } & Pick<
      AppearedHosts,
      'policy' | 'draft'
    >)
  /** Of those that the end of this deployment let be discarded, these were taken out of the directory in the same commit; others were kept. */
  | ({ to: 'group'; groupId: string; kind: 'newHostsDiscarded'; deploymentId: string } & Discarded)

export const AppearedHosts = z.object({
  hosts: z.array(z.string()),
  fleet: z.number().int(),
  policy: LaterHostsPolicy,
  draft: UnaskedDraft,
})
export type AppearedHosts = z.infer<typeof AppearedHosts>

export const Discarded = z.object({
  /** "policy of storefront/production" */
  by: z.string(),
  hosts: z.array(z.string()),
  kept: z.array(z.object({ host: z.string(), why: z.string() })),
})
export type Discarded = z.infer<typeof Discarded>

/** How a deployment ended, told to its group by the deployment. */
export interface DeploymentEnding {
  status: 'Succeeded' | 'Failed' | 'Stopped'
  at: number
  spec: DeploymentSpec
  failedHosts?: number
  /** Blue/green: all users were on the receiving fleet, also when it did not succeed. */
  trafficMoved?: boolean
  /** What it came to on the hosts that it tried. */
  hosts?: HostResults
  /** The spec of the rollback that must start in the same commit. */
  rollback?: DeploymentSpec
}

export type DeploymentSignal = { to: 'deployment'; groupId: string; deploymentId: string } & (
  | { kind: 'create'; spec: DeploymentSpec; fallback?: LastSuccessful }
  | ({ kind: 'stop' } & StopWish)
  | { kind: 'hold'; by: string }
  | { kind: 'release'; by: string }
  | { kind: 'rolledBackBy'; rollbackDeploymentId: string; message: string }
  /** Hosts that began to match while it ran get its revision by this deployment. */
  | { kind: 'autoUpdatedBy'; autoUpdateDeploymentId: string }
  /** What its group's policy did after it failed on hosts that were new. */
  | ({ kind: 'hostsDiscarded' } & Discarded)
  /** A host is ready to run a command and asks for the grant. */
  | { kind: 'grantAsked'; commandId: CommandId }
  /** All slots of the host are busy: it will ask when one is free. */
  | { kind: 'hostWaiting'; commandId: CommandId }
  | { kind: 'reported'; commandId: CommandId; status: 'Succeeded' | 'Failed'; diagnostics: Diagnostics }
  | { kind: 'hostSilent'; targetId: string; since: number }
  | { kind: 'hostBack'; targetId: string }
  /** What a running event waits for, in the balancer's own words: "2 connections still open". Shown until the event ends. */
  | { kind: 'noted'; commandId: CommandId; note: string }
  | { kind: 'provisioned' }
  | { kind: 'provisionFailed'; message: string }
  | { kind: 'retired'; notRetired: { targetId: string; message: string }[] }
  /** continueDeployment READY_WAIT: one person's approval; the reroute starts when enough have. */
  | { kind: 'approve'; approval: ApprovalRecord }
  /** continueDeployment TERMINATION_WAIT. */
  | { kind: 'endTerminationWait'; by: string }
  | { kind: 'tick' }
  /** The service was down: clocks that ran meanwhile start anew. */
  | { kind: 'serviceResumed' }
)

export type Signal = GroupSignal | DeploymentSignal

const eventBase = { v: z.literal(1), at: z.number() }

/** Facts about a group. */
export const GroupEvent = z.discriminatedUnion('type', [
  z.object({
    ...eventBase,
    type: z.literal('DeploymentAdmitted'),
    spec: DeploymentSpec,
    fallback: LastSuccessful.optional(),
  }),
  z.object({
    ...eventBase,
    type: z.literal('DeploymentReleased'),
    deploymentId: DeploymentId,
    status: z.enum(['Succeeded', 'Failed', 'Stopped']),
    lastSuccessful: LastSuccessful.optional(),
    /** Users went back to hosts of which no revision is known: nothing that succeeded before serves any more. */
    forgetsLastSuccessful: z.literal(true).optional(),
    /** SHA-256 of what was the last successful revision until now, where this changes it. */
    replaces: z.string().optional(),
    hosts: HostResults.optional(),
    /** These were tried last so long ago that their records make room. */
    forgotten: z.array(z.string()).optional(),
    /** It was the group's first deployment to them, it failed there, and the policy discards such hosts. */
    toDiscard: z.array(z.string()).optional(),
  }),
  /** They wait for the end of the deployment that runs; when none runs, their own is admitted in the same decision. */
  z.object({ ...eventBase, type: z.literal('HostsAppeared'), ...AppearedHosts.shape }),
  /** After an edit of the group: `hosts` are all that go on waiting, under the settings of now. */
  z.object({ ...eventBase, type: z.literal('WaitingHostsChanged'), ...AppearedHosts.shape }),
  /** Nothing is known of them any more, and they do not wait. */
  z.object({ ...eventBase, type: z.literal('HostsGone'), hosts: z.array(z.string()) }),
  /** They wait no more, and get nothing by themselves. */
  z.object({ ...eventBase, type: z.literal('AppearedHostsForgotten'), hosts: z.array(z.string()) }),
  /** They are out: what was known of them is forgotten. */
  z.object({ ...eventBase, type: z.literal('NewHostsDiscarded'), deploymentId: DeploymentId, ...Discarded.shape }),
])
export type GroupEvent = z.infer<typeof GroupEvent>

/** Facts about a deployment. `target`(s) are places in `spec.targets`; `event` is a place in its list of lifecycle events. */
export const DeploymentEvent = z.discriminatedUnion('type', [
  z.object({
    ...eventBase,
    type: z.literal('DeploymentCreated'),
    spec: DeploymentSpec,
    fallback: LastSuccessful.optional(),
  }),
  z.object({ ...eventBase, type: z.literal('DeploymentStarted') }),
  /** Each gets its first lifecycle event. */
  z.object({ ...eventBase, type: z.literal('TargetsStarted'), targets: z.array(z.number().int()) }),
  z.object({
    ...eventBase,
    type: z.literal('LifecycleEventGranted'),
    target: z.number().int(),
    event: z.number().int(),
  }),
  z.object({
    ...eventBase,
    type: z.literal('LifecycleEventEnded'),
    target: z.number().int(),
    event: z.number().int(),
    status: z.enum(['Succeeded', 'Failed', 'Skipped']),
    diagnostics: Diagnostics.optional(),
    /** The place of the event that follows on this host, when one does. */
    next: z.number().int().optional(),
  }),
  z.object({ ...eventBase, type: z.literal('TargetSucceeded'), target: z.number().int() }),
  z.object({ ...eventBase, type: z.literal('TargetFailed'), target: z.number().int(), reason: z.string().optional() }),
  /** Hosts that will not be started, or that a stop left part-way (`reason` says so). */
  z.object({
    ...eventBase,
    type: z.literal('TargetsSkipped'),
    targets: z.array(z.number().int()),
    reason: z.string().optional(),
  }),
  /** Its event is offered, but other deployments keep the host busy: the start clock stands until it asks or falls silent. */
  z.object({ ...eventBase, type: z.literal('TargetWaiting'), target: z.number().int() }),
  z.object({ ...eventBase, type: z.literal('TargetSilent'), target: z.number().int(), since: z.number() }),
  z.object({ ...eventBase, type: z.literal('TargetBack'), target: z.number().int() }),
  z.object({ ...eventBase, type: z.literal('StopRequested'), ...StopWish.shape }),
  z.object({ ...eventBase, type: z.literal('DeploymentHeld'), by: z.string() }),
  z.object({ ...eventBase, type: z.literal('DeploymentContinued'), by: z.string() }),
  /** Start and event clocks count anew; `targets` were silent or waiting, which is forgotten until they are reported so again. */
  z.object({ ...eventBase, type: z.literal('ClocksRestarted'), targets: z.array(z.number().int()) }),
  /** No further host starts; what runs may finish. The end follows when nothing runs. */
  z.object({ ...eventBase, type: z.literal('SchedulingEnded'), error: ErrorInformation }),
  z.object({
    ...eventBase,
    type: z.literal('DeploymentEnded'),
    status: z.enum(['Succeeded', 'Failed', 'Stopped']),
    error: ErrorInformation.optional(),
    rollback: z.object({ deploymentId: DeploymentId.optional(), message: z.string() }).optional(),
  }),
  /** What its running event waits for; shown until the event ends. */
  z.object({ ...eventBase, type: z.literal('TargetNoted'), target: z.number().int(), note: z.string() }),
  /** Blue/green: the hosts that run the events of this stage, in order. `TargetsStarted` starts them with its first event. */
  z.object({
    ...eventBase,
    type: z.literal('StageBegan'),
    stage: z.enum(['install', 'reroute', 'block']),
    targets: z.array(z.number().int()),
  }),
  /** A replacement has passed the stage `install`. */
  z.object({ ...eventBase, type: z.literal('TargetReady'), target: z.number().int() }),
  z.object({ ...eventBase, type: z.literal('ProvisioningBegan') }),
  /** All hosts are there, or nobody waits for them any more. */
  z.object({ ...eventBase, type: z.literal('ProvisioningEnded') }),
  z.object({ ...eventBase, type: z.literal('ReadyWaitBegan'), until: z.number() }),
  z.object({ ...eventBase, type: z.literal('Approved'), approval: ApprovalRecord }),
  z.object({
    ...eventBase,
    type: z.literal('ReadyWaitEnded'),
    how: z.enum(['rerouted', 'continued', 'stopped', 'deadline']),
    by: z.string().optional(),
  }),
  /** All traffic is on the receiving fleet. */
  z.object({ ...eventBase, type: z.literal('TrafficMoved') }),
  z.object({ ...eventBase, type: z.literal('TerminationWaitBegan'), until: z.number() }),
  z.object({ ...eventBase, type: z.literal('TerminationWaitEnded'), by: z.string().optional() }),
  /** One of the fleets is taken out of all traffic and, with `terminate`, ended. */
  z.object({
    ...eventBase,
    type: z.literal('RetireBegan'),
    fleet: z.enum(['receiving', 'leaving']),
    terminate: z.boolean(),
    /** The hosts, where they are not just the whole of that fleet. */
    targets: z.array(z.number().int()).optional(),
  }),
  z.object({
    ...eventBase,
    type: z.literal('RetireEnded'),
    notRetired: z.array(z.object({ targetId: z.string(), message: z.string() })),
  }),
  /** All hosts of this zone (a place in `spec.zones`) have ended; those of the next start at `until` at the earliest. */
  z.object({ ...eventBase, type: z.literal('ZoneBakeBegan'), zone: z.number().int(), until: z.number() }),
  /** The time is over; `by` when a stop ended it before. */
  z.object({ ...eventBase, type: z.literal('ZoneBakeEnded'), zone: z.number().int(), by: z.string().optional() }),
  /** A person took it back later. */
  z.object({ ...eventBase, type: z.literal('RolledBack'), rollbackDeploymentId: DeploymentId, message: z.string() }),
  /** Hosts that began to match while it ran get its revision by this one. */
  z.object({ ...eventBase, type: z.literal('AutoUpdated'), autoUpdateDeploymentId: DeploymentId }),
  /** After its end: hosts that were new to the group, and on which it failed, were deregistered, or why not. */
  z.object({
    ...eventBase,
    type: z.literal('HostsDiscarded'),
    by: z.string(),
    message: z.string(),
    targets: z.array(z.number().int()),
    kept: z.array(z.object({ target: z.number().int(), why: z.string() })),
  }),
])
export type DeploymentEvent = z.infer<typeof DeploymentEvent>

const groupEventTypes: ReadonlySet<string> = new Set(GroupEvent.options.map((option) => option.shape.type.value))

/** The other facts are about a group. */
export const isDeploymentEvent = (event: GroupEvent | DeploymentEvent): event is DeploymentEvent =>
  !groupEventTypes.has(event.type)
