import { DeploymentId, Timestamp } from '@sluice/model'
import { z } from 'zod'
import { operation } from '../../../operation.ts'
import { PathList, ScriptChange } from '../../plan-deployment/review/schemas.ts'

/** A setting of this deployment that the one before did not have so. */
export const SettingChange = z.object({ name: z.string(), before: z.string(), now: z.string() })
export type SettingChange = z.infer<typeof SettingChange>

export const getDeploymentChanges = operation({
  name: 'getDeploymentChanges',
  summary: 'A deployment against the one that it replaced: files, AppSpec, scripts, settings, hosts',
  writes: false,
  input: z.strictObject({ deploymentId: DeploymentId }),
  output: z.object({
    revisionName: z.string(),
    /** The last that had succeeded in the group when this one was created. Absent for the first. */
    replaces: z.object({ deploymentId: DeploymentId, revisionName: z.string(), completeTime: Timestamp }).optional(),
    /** What its hosts had before it, where that was not on each what it is shown against. */
    hostsHad: z.string().optional(),
    /** Absent while the bytes of one of both are not stored. */
    bundle: z
      .object({
        isSame: z.boolean(),
        added: PathList,
        removed: PathList,
        changed: PathList,
        /** With `+`, `-` or a blank before each; empty when nothing of it changed. */
        appSpecLines: z.array(z.string()),
        scripts: z.array(ScriptChange),
        /** So many more changed scripts are not listed. */
        scriptsCut: z.number().int(),
      })
      .optional(),
    /** Why there is no comparison of files, in words. */
    note: z.string().optional(),
    settings: z.array(SettingChange),
    /** Hosts of this one only, and of the other only. */
    hosts: z.object({ added: PathList, removed: PathList }).optional(),
  }),
  refuses: ['DeploymentDoesNotExistException'],
})
