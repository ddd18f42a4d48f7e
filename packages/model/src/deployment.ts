/**
 * A deployment: what was asked (`DeploymentSpec`, frozen at creation) and how it stands (`DeploymentSummary`, the
 * finished row that readers and topics get). Source: facts sections 1.6, 4 and 6.
 */
import { z } from 'zod'
import { ApprovalPolicy, ApprovalRecord, Note } from './approval.ts'
import { limits } from './limits.ts'
import { MinimumHealthyHosts } from './deployment-config.ts'
import { AutoRollbackConfiguration, DeploymentStyle } from './deployment-group.ts'
import { deploymentStatuses } from './deployment-status.ts'
import { LifecycleEventName } from './lifecycle-event.ts'
import { AccountId, DeploymentId, GroupId, Name, Timestamp } from './names.ts'
import { RevisionLocation } from './revision.ts'
import { ZonesSpec, ZoneStanding } from './zones.ts'

export const DeploymentStatus = z.enum(deploymentStatuses)
export type DeploymentStatus = z.infer<typeof DeploymentStatus>

/** Who stops it, whether it is rolled back then, and why if they said so. */
export const StopWish = z.object({ by: z.string(), rollBack: z.boolean(), note: Note.optional() })
export type StopWish = z.infer<typeof StopWish>

export const DeploymentCreator = z.enum([
  'user',
  'autoscaling',
  'codeDeployRollback',
  'CodeDeploy',
  'CodeDeployAutoUpdate',
])
export type DeploymentCreator = z.infer<typeof DeploymentCreator>

export const FileExistsBehavior = z.enum(['DISALLOW', 'OVERWRITE', 'RETAIN'])
export type FileExistsBehavior = z.infer<typeof FileExistsBehavior>

/** Deployment error codes that this product can produce. Source: facts section 14.2. */
/** CodeDeploy's names. Only those that end a deployment in place are produced; the others belong to later slices. */
export const ErrorCode = z.enum([
  'AGENT_ISSUE',
  'ELASTIC_LOAD_BALANCING_INVALID',
  'HEALTH_CONSTRAINTS',
  'HEALTH_CONSTRAINTS_INVALID',
  'INTERNAL_ERROR',
  'INSTANCE_PROVISIONING_FAILED',
  'MANUAL_STOP',
  'NO_INSTANCES',
  'OVER_MAX_INSTANCES',
  'REVISION_MISSING',
  'TIMEOUT',
])
export type ErrorCode = z.infer<typeof ErrorCode>

export const ErrorInformation = z.object({ code: ErrorCode, message: z.string() })
export type ErrorInformation = z.infer<typeof ErrorInformation>

/** A revision together with the bytes it stood for when it was chosen. */
export const RevisionInUse = z.object({
  location: RevisionLocation,
  name: z.string(),
  sha256: z.string(),
  size: z.number().int(),
})
export type RevisionInUse = z.infer<typeof RevisionInUse>

/** The clocks of a deployment, in seconds. Source: facts section 4.5. */
export const DeploymentClocks = z.object({
  /** From the offer of an event to its grant, and how long a host may be silent. */
  startLimitSeconds: z.number().positive(),
  /** From the grant of an event to its result. */
  eventLimitSeconds: z.number().positive(),
  /** The whole, without what is baked between zones. */
  totalLimitSeconds: z.number().positive(),
})
export type DeploymentClocks = z.infer<typeof DeploymentClocks>

/**
 * Blue/green, frozen at creation. `targets` holds two fleets one after the other: the first `receiving` of them get the traffic,
 * the others give it away. Forward, those are the replacements and the originals; when traffic goes back, the other way round.
 */
export const BlueGreenSpec = z.object({
  kind: z.enum(['forward', 'trafficBack']),
  receiving: z.number().int(),
  /** The receiving fleet is made for this deployment, as a copy of this scaling group, and ends with it when it is not used. */
  provision: z.object({ scalingGroupName: z.string() }).optional(),
  /** Absent: the reroute follows at once. */
  readyWait: z
    .object({
      minutes: z.number(),
      atItsEnd: z.enum(['STOP_DEPLOYMENT', 'CONTINUE_DEPLOYMENT']),
      /** How many different people must approve; 0 when anybody who may deploy may continue. */
      approvers: z.number().int(),
      /** The group's at that time: what is asked for later may be more, never less. */
      policy: ApprovalPolicy.optional(),
    })
    .optional(),
  originals: z.object({ action: z.enum(['TERMINATE', 'KEEP_ALIVE']), waitMinutes: z.number() }),
})
export type BlueGreenSpec = z.infer<typeof BlueGreenSpec>

/** A deployment to a part of its group: the hosts that take no part, and what that means for the group. */
export const Narrowed = z.object({
  by: z.enum(['onlyTargets', 'updateOutdatedInstancesOnly']),
  /** Hosts of the group that take no part. */
  leftOut: z.number().int(),
  /** All of those run its revision already: once its own hosts do too, it is the group's. */
  othersRunIt: z.boolean(),
})
export type Narrowed = z.infer<typeof Narrowed>

/** Everything the engine must know about a deployment; nothing of it changes after creation. */
export const DeploymentSpec = z.object({
  deploymentId: DeploymentId,
  accountId: AccountId,
  /** Part of the ARNs of its targets. Deployments stored before it was kept were all of the default region. */
  region: z.string().default('us-east-1'),
  deploymentGroupId: GroupId,
  applicationName: Name,
  deploymentGroupName: Name,
  deploymentStyle: DeploymentStyle,
  deploymentConfigName: Name,
  minimumHealthyHosts: MinimumHealthyHosts,
  revision: RevisionInUse,
  description: z.string().max(limits.descriptionCharacters).optional(),
  creator: DeploymentCreator,
  /** The name of the person, token or service that started it. */
  startedBy: z.string(),
  /** Who that is, in the form of `personId`: names are no identities. Deployments stored before it was kept have none. */
  startedById: z.string().optional(),
  ignoreApplicationStopFailures: z.boolean(),
  fileExistsBehavior: FileExistsBehavior,
  autoRollbackConfiguration: AutoRollbackConfiguration.optional(),
  /** Host names in the order they will be taken. */
  targets: z.array(z.string()),
  /** Absent when the deployment is for all hosts of its group. */
  narrowed: Narrowed.optional(),
  /** Places of hosts that failed last time, so that they were out of service before it started. In place only; absent: none. */
  outOfService: z.array(z.number().int()).optional(),
  clocks: DeploymentClocks,
  /** With traffic control: where its hosts are registered. */
  targetGroupNames: z.array(Name).optional(),
  blueGreen: BlueGreenSpec.optional(),
  /** In place by zones; a rollback has none, because it is in a hurry. */
  zones: ZonesSpec.optional(),
  /** Reserved for the deployment that an automatic rollback would create: ids are arguments, never drawn in the engine. */
  rollbackDeploymentId: DeploymentId,
  /** This deployment takes back another one, and why. */
  rollbackOf: z.object({ deploymentId: DeploymentId, message: z.string() }).optional(),
  redeployOf: DeploymentId.optional(),
  /** It follows that deployment on hosts that began to match the group while it ran. */
  autoUpdateOf: DeploymentId.optional(),
  /** Hosts that the group never deployed to before are discarded where it fails on them: what the group said when it was started. */
  failedNewHosts: z.literal('discard').optional(),
  createdAt: z.number(),
})
export type DeploymentSpec = z.infer<typeof DeploymentSpec>

/** A deployment that a group starts by itself, without what only the group knows: which revision, to which hosts, and why. */
export const UnaskedDraft = DeploymentSpec.pick({
  deploymentId: true,
  accountId: true,
  region: true,
  deploymentGroupId: true,
  applicationName: true,
  deploymentGroupName: true,
  deploymentStyle: true,
  deploymentConfigName: true,
  minimumHealthyHosts: true,
  clocks: true,
  targetGroupNames: true,
  rollbackDeploymentId: true,
}).extend({
  /** The group's own pace, for hosts that serve already. Absent where it goes by zones: those of these hosts are not known. */
  ownConfig: DeploymentSpec.pick({ deploymentConfigName: true, minimumHealthyHosts: true }).optional(),
})
export type UnaskedDraft = z.infer<typeof UnaskedDraft>

/** The last deployment of a group that succeeded: what runs there, and what a rollback goes back to. */
export const LastSuccessful = z.object({
  deploymentId: DeploymentId,
  revision: RevisionInUse,
  fileExistsBehavior: FileExistsBehavior,
  createdAt: z.number(),
  completedAt: z.number(),
})
export type LastSuccessful = z.infer<typeof LastSuccessful>

export const DeploymentOverview = z.object({
  Pending: z.number().int(),
  InProgress: z.number().int(),
  Succeeded: z.number().int(),
  Failed: z.number().int(),
  Skipped: z.number().int(),
  Ready: z.number().int(),
})
export type DeploymentOverview = z.infer<typeof DeploymentOverview>

/** A piece of a generated sentence. `time` is an instant (ISO) that each reader sees in their own zone. */
export const SentencePart = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('strong'), text: z.string() }),
  /** With `seconds` they matter: what it is about takes minutes. */
  z.object({ kind: z.literal('time'), at: Timestamp, seconds: z.literal(true).optional() }),
])
export type SentencePart = z.infer<typeof SentencePart>

/** Plain text of a sentence, times in UTC: page titles, notices, logs. */
export function sentenceText(parts: readonly SentencePart[]): string {
  return parts
    .map((part) => (part.kind === 'time' ? `${part.at.slice(11, part.seconds ? 19 : 16)} UTC` : part.text))
    .join('')
}

/** Whether a button may be pressed in this state; `reason` says why not and when it ends. Roles are checked beside it. */
export const ActionState = z.object({ allowed: z.boolean(), reason: z.string().optional() })
export type ActionState = z.infer<typeof ActionState>

export const DeploymentActions = z.object({
  stop: ActionState,
  /** In place, while it runs: the stop that asks for the rollback too. Absent in rows that were written before it was said. */
  stopAndRollBack: ActionState.optional(),
  hold: ActionState,
  continue: ActionState,
  redeploy: ActionState,
  rollBack: ActionState,
  /** Blue/green: continueDeployment READY_WAIT, and TERMINATION_WAIT. */
  reroute: ActionState.optional(),
  endTerminationWait: ActionState.optional(),
})
export type DeploymentActions = z.infer<typeof DeploymentActions>

/** One step of the phase pipeline. Times are ISO; a step without `startTime` has not begun. */
export const Phase = z.object({
  /** `provision` to `originals` are the steps of blue/green, in that order. */
  kind: z.enum([
    'start',
    'wave',
    /** In place by zones: the hosts of one zone, and the wait after it. */
    'zone',
    'bake',
    'finish',
    'provision',
    'install',
    'approval',
    'reroute',
    'block',
    'wait',
    'originals',
  ]),
  name: z.string(),
  state: z.enum(['pending', 'running', 'done', 'failed', 'skipped']),
  /** Counts of the wave's hosts; 0 for start and finish. */
  total: z.number().int(),
  ended: z.number().int(),
  failed: z.number().int(),
  /** How many waves this step of waves or zones stands for, when it is not one. */
  waves: z.number().int().optional(),
  startTime: Timestamp.optional(),
  endTime: Timestamp.optional(),
})
export type Phase = z.infer<typeof Phase>

/** The health gauge. `serving + updating + failed + ...` never exceeds `total`. All counts of hosts. */
export const HealthGauge = z.object({
  total: z.number().int(),
  /** Hosts that must stay healthy. */
  minimum: z.number().int(),
  serving: z.number().int(),
  updating: z.number().int(),
  failed: z.number().int(),
  /** How many more failures the deployment survives; the next one after these ends it. */
  failuresLeft: z.number().int(),
  /** Of `total`: failed in an earlier deployment and not updated yet, so neither serving nor failed in this one. */
  outOfService: z.number().int().optional(),
})
export type HealthGauge = z.infer<typeof HealthGauge>

/** What stopping now would mean, in hosts; the stop dialog shows it. */
export const StopConsequences = z.object({
  /** Running hosts: each finishes the event it is in and is left there. */
  leftPartWay: z.number().int(),
  /** Already on the new revision. */
  updated: z.number().int(),
  /** Not touched. */
  untouched: z.number().int(),
})
export type StopConsequences = z.infer<typeof StopConsequences>

/** How one fleet of a blue/green deployment stands. All counts of hosts. */
export const FleetStanding = z.object({
  total: z.number().int(),
  pending: z.number().int(),
  inProgress: z.number().int(),
  ready: z.number().int(),
  succeeded: z.number().int(),
  failed: z.number().int(),
  skipped: z.number().int(),
})
export type FleetStanding = z.infer<typeof FleetStanding>

/** How a blue/green deployment stands, beside its status. */
export const BlueGreenStanding = z.object({
  kind: BlueGreenSpec.shape.kind,
  step: z.enum([
    'provisioning',
    'installing',
    'ready',
    'rerouting',
    'blocking',
    'terminationWait',
    /** Ending originals, or a replacement that is not used. */
    'retiring',
    'ended',
  ]),
  original: FleetStanding,
  replacement: FleetStanding,
  isProvisioned: z.boolean(),
  /** While it waits for people, and afterwards what they decided. */
  ready: z
    .object({
      since: Timestamp,
      /** Absent when it waits without end. */
      until: Timestamp.optional(),
      atItsEnd: z.enum(['STOP_DEPLOYMENT', 'CONTINUE_DEPLOYMENT']),
      approvers: z.number().int(),
      approvals: z.array(ApprovalRecord),
      /** How the wait ended. */
      ended: z
        .object({
          at: Timestamp,
          how: z.enum(['rerouted', 'continued', 'stopped', 'deadline']),
          by: z.string().optional(),
        })
        .optional(),
    })
    .optional(),
  /** Hosts of the receiving fleet that have users already. */
  rerouted: z.number().int(),
  /** Hosts of the leaving fleet that have none any more. */
  blocked: z.number().int(),
  /** All traffic is on the receiving fleet since. */
  trafficMovedAt: Timestamp.optional(),
  originals: z.object({
    action: z.enum(['TERMINATE', 'KEEP_ALIVE']),
    waitMinutes: z.number(),
    /** They live until then, and traffic can go back at once. */
    keptUntil: Timestamp.optional(),
    terminatedAt: Timestamp.optional(),
    /** What could not be terminated, in words. */
    notTerminated: z.string().optional(),
  }),
})
export type BlueGreenStanding = z.infer<typeof BlueGreenStanding>

export const DeploymentSummary = z.object({
  deploymentId: DeploymentId,
  accountId: AccountId,
  applicationName: Name,
  deploymentGroupName: Name,
  deploymentGroupId: GroupId,
  deploymentConfigName: Name,
  minimumHealthyHosts: MinimumHealthyHosts,
  computePlatform: z.literal('Server'),
  deploymentStyle: DeploymentStyle,
  revision: RevisionLocation,
  revisionName: z.string(),
  revisionSha256: z.string(),
  previousRevision: RevisionLocation.optional(),
  previousRevisionName: z.string().optional(),
  status: DeploymentStatus,
  creator: DeploymentCreator,
  startedBy: z.string(),
  description: z.string().optional(),
  createTime: Timestamp,
  startTime: Timestamp.optional(),
  completeTime: Timestamp.optional(),
  deploymentOverview: DeploymentOverview,
  errorInformation: ErrorInformation.optional(),
  rollbackInfo: z
    .object({
      rollbackDeploymentId: DeploymentId.optional(),
      rollbackTriggeringDeploymentId: DeploymentId.optional(),
      rollbackMessage: z.string().optional(),
    })
    .optional(),
  redeployOf: DeploymentId.optional(),
  /** CodeDeploy's: the deployment that this one follows on hosts that began to match while it ran, and those that follow this one. */
  relatedDeployments: z
    .object({
      autoUpdateOutdatedInstancesRootDeploymentId: DeploymentId.optional(),
      autoUpdateOutdatedInstancesDeploymentIds: z.array(DeploymentId).optional(),
    })
    .optional(),
  ignoreApplicationStopFailures: z.boolean(),
  fileExistsBehavior: FileExistsBehavior,
  /** Only hosts that were not on the latest successful revision of the group take part. */
  updateOutdatedInstancesOnly: z.boolean().optional(),
  narrowed: Narrowed.optional(),
  autoRollbackConfiguration: AutoRollbackConfiguration.optional(),
  held: z.object({ by: z.string(), since: Timestamp }).optional(),
  stopRequested: StopWish.extend({ at: Timestamp }).optional(),
  /** All events of a host in order. */
  lifecycleEvents: z.array(LifecycleEventName),
  sentence: z.array(SentencePart),
  health: HealthGauge,
  phases: z.array(Phase),
  stopConsequences: StopConsequences,
  actions: DeploymentActions,
  targetGroupNames: z.array(Name).optional(),
  blueGreen: BlueGreenStanding.optional(),
  /** In place by zones. `bake` is there while the status is `Baking`: hosts of the next zone start at `until`. */
  zones: z
    .object({
      zoneTag: z.string(),
      zones: z.array(ZoneStanding),
      bake: z.object({ zone: z.string(), since: Timestamp, until: Timestamp }).optional(),
    })
    .optional(),
  /** The most hosts that may run at once with no failure so far. */
  parallel: z.number().int(),
})
export type DeploymentSummary = z.infer<typeof DeploymentSummary>
