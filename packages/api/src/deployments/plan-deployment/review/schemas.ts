/** What is reviewed before a start, beside the plan: files, scripts, settings, the way back. Browser-safe. */
import { FileExistsBehavior } from '@sluice/model'
import { z } from 'zod'

/** The first of so many paths. */
export const PathList = z.object({ count: z.number().int(), paths: z.array(z.string()) })
export type PathList = z.infer<typeof PathList>

/**
 * The files of the chosen revision by where they go on a host. What lies there that is not ours is known to the host alone,
 * so nothing is said of it but what would become of it.
 */
export const FileChanges = z.object({
  behavior: FileExistsBehavior,
  decidedBy: z.enum(['AppSpec', 'deployment']),
  /** Made by what lies on a host, too: each list is of the hosts together, which may have different revisions. */
  replaced: PathList,
  /** On one host at least made by the chosen one only: here somebody else’s file may lie. */
  added: PathList,
  /** Made by what lies on a host only. */
  removed: PathList,
  sentence: z.string(),
})
export type FileChanges = z.infer<typeof FileChanges>

/** One of the three rules for files that are already there and are not ours, with what it means now and for a later rollback. */
export const FileChoice = z.object({
  behavior: FileExistsBehavior,
  consequence: z.string(),
  forRollback: z.string(),
})
export type FileChoice = z.infer<typeof FileChoice>

export const ScriptChange = z.object({
  /** In the bundle. */
  path: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  /** With `+`, `-` or a blank before each. Absent for those who may not read bundles, and where it is no text. */
  lines: z.array(z.string()).optional(),
  /** Why there are no lines, or not all of them. */
  note: z.string().optional(),
})
export type ScriptChange = z.infer<typeof ScriptChange>

/** A setting that is not the group’s own, or not what the running revision was deployed with. */
export const ConfigChange = z.object({
  /** Of `createDeployment`. */
  field: z.string(),
  name: z.string(),
  wanted: z.string(),
  groupDefault: z.string(),
  /** Absent while nothing runs. */
  runsWith: z.string().optional(),
  isOverride: z.boolean(),
})
export type ConfigChange = z.infer<typeof ConfigChange>

/** Scripts of what is installed now, which run before anything new is there: a broken one fails every deployment. */
export const StopScripts = z.object({
  /** What most hosts have. */
  revisionName: z.string(),
  scripts: z.array(z.object({ event: z.string(), location: z.string(), revisionName: z.string() })),
  sentence: z.string(),
})
export type StopScripts = z.infer<typeof StopScripts>

export const RollbackPreview = z.object({
  happens: z.enum(['byItself', 'byHand', 'byTraffic', 'never']),
  returnsTo: z.string().optional(),
  /** Places where what lies on a host may have kept somebody else’s file with RETAIN. */
  retained: PathList,
  /** Places where OVERWRITE may replace somebody else’s file, which no rollback restores. */
  overwritten: PathList,
  sentence: z.string(),
})
export type RollbackPreview = z.infer<typeof RollbackPreview>

/** The start asks for this text: too much would change at once to be started by mistake. */
export const StartConfirmation = z.object({ typed: z.string(), why: z.string() })
export type StartConfirmation = z.infer<typeof StartConfirmation>

/** How many hosts have which revision installed; without a name, those on which this group never installed one. */
export const RevisionShare = z.object({
  revisionName: z.string().optional(),
  deploymentId: z.string().optional(),
  hosts: z.number().int(),
})
export type RevisionShare = z.infer<typeof RevisionShare>

/** What each choice does, by the field of `createDeployment`; of the failure, the three choices. */
export const Consequences = z.object({
  deploymentConfigName: z.string(),
  ignoreApplicationStopFailures: z.string(),
  onFailure: z.object({ rollBack: z.string(), leave: z.string(), never: z.string() }),
})
export type Consequences = z.infer<typeof Consequences>
