import {
  AutoRollbackConfiguration,
  DeploymentId,
  EC2TagSet,
  FileExistsBehavior,
  InstanceHealth,
  Name,
  Plan,
  RevisionHealth,
  RevisionLocation,
  TagFilter,
} from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../operation.ts'
import { narrowingFields } from '../narrowing/fields.ts'
import {
  ConfigChange,
  Consequences,
  FileChanges,
  FileChoice,
  RevisionShare,
  RollbackPreview,
  ScriptChange,
  StartConfirmation,
  StopScripts,
} from './review/schemas.ts'

/** A host of the plan. `silentSince` is set when nothing was heard of it for 15 s or more. */
export const PlannedHost = z.object({
  instanceName: z.string(),
  connected: z.boolean(),
  silentSince: z.string().optional(),
  busyWith: z.string().optional(),
  instanceLabel: z.enum(['Blue', 'Green']).optional(),
  /** Is made by this deployment. */
  isProvisioned: z.boolean().optional(),
  /** How it stands with the group; absent when the group never deployed to it. Unhealthy ones come first. */
  instanceHealth: InstanceHealth.optional(),
  revisionHealth: RevisionHealth.optional(),
})

/** The revision against the one that lies on most hosts: paths, and the AppSpec as lines with `+`, `-` or a blank before them. */
export const RevisionChanges = z.object({
  against: z.string(),
  /** What the hosts have, where it is not all that one; in words. */
  hosts: z.string().optional(),
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(z.string()),
  appSpecLines: z.array(z.string()),
})
export type RevisionChanges = z.infer<typeof RevisionChanges>

export const planDeployment = operation({
  name: 'planDeployment',
  summary: 'What a deployment would do, before it does: waves, failure budget, hosts, changes',
  writes: false,
  input: z.strictObject({
    applicationName: Name,
    deploymentGroupName: Name,
    deploymentConfigName: Name.optional(),
    revision: RevisionLocation.optional(),
    /** As in `createDeployment`; what is left out is the group's, or its default. */
    fileExistsBehavior: FileExistsBehavior.optional(),
    ignoreApplicationStopFailures: z.boolean().optional(),
    autoRollbackConfiguration: AutoRollbackConfiguration.optional(),
    ...narrowingFields,
    rollbackOf: DeploymentId.optional(),
    /** Blue/green with DISCOVER_EXISTING: the replacement fleet. */
    targetInstances: z
      .strictObject({
        tagFilters: z.array(TagFilter).max(10).default([]),
        /** Tag groups, instead of `tagFilters`. */
        ec2TagSet: EC2TagSet.optional(),
        autoScalingGroups: z.array(Name).max(10).default([]),
      })
      .optional(),
  }),
  output: z.object({
    plan: Plan,
    /** Hash of what is planned with a revision; `createDeployment` takes it back, and starts this or nothing. */
    seen: z.string().optional(),
    hosts: z.array(PlannedHost),
    runs: z.object({ revisionName: z.string(), deploymentId: z.string(), completeTime: z.string() }).optional(),
    busy: z.object({ deploymentId: z.string() }).optional(),
    /** Deployments of other groups that have some of these hosts still to do: one entry each, for all its hosts. */
    alsoAtWork: z
      .array(
        z.object({
          deploymentId: z.string(),
          applicationName: z.string(),
          deploymentGroupName: z.string(),
          hosts: z.number().int(),
          sentence: z.string(),
        }),
      )
      .optional(),
    warnings: z.array(z.string()),
    /** With `onlyTargets` or `updateOutdatedInstancesOnly`: how many hosts take no part, and what that means for the group. */
    narrowed: z.object({ leftOut: z.number().int(), sentence: z.string() }).optional(),
    /** In place: hosts that an earlier deployment of the group began and did not finish, and nothing went over since. */
    leftPartWay: z
      .array(z.object({ deploymentId: z.string(), targetIds: z.array(z.string()), sentence: z.string() }))
      .optional(),
    /** Blue/green: both fleets and what happens between them, in sentences. */
    blueGreen: z
      .object({
        original: z.array(z.string()),
        replacement: z.array(z.string()),
        /** Provision, install, wait, reroute, originals: one sentence each, in order. */
        steps: z.array(z.string()),
      })
      .optional(),
    changes: RevisionChanges.optional(),
    /** In place, where it is known of every host. Most hosts first. */
    spread: z.array(RevisionShare).optional(),
    fileChanges: FileChanges.optional(),
    fileChoices: z.array(FileChoice),
    scriptChanges: z.array(ScriptChange),
    /** So many more changed scripts are not listed. */
    scriptsCut: z.number().int(),
    configChanges: z.array(ConfigChange),
    consequences: Consequences,
    stopScripts: StopScripts.optional(),
    rollback: RollbackPreview,
    /** What is typed before the start; asked by screens, not by `createDeployment`. */
    confirm: StartConfirmation.optional(),
  }),
  refuses: [
    'ApplicationDoesNotExistException',
    'DeploymentGroupDoesNotExistException',
    'DeploymentConfigDoesNotExistException',
    'RevisionDoesNotExistException',
    'InvalidRevisionException',
    'BundleRefused',
    'InvalidTargetInstancesException',
    'InvalidUpdateOutdatedInstancesOnlyValueException',
    'InvalidEC2TagCombinationException',
    'TagSetListLimitExceededException',
    'InvalidBlueGreenDeploymentConfigurationException',
  ],
})
