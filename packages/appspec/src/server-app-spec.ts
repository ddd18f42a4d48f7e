/** An AppSpec for servers after all defaults: what a host needs to install it. Source: facts section 8.2. */
import { FileExistsBehavior, LifecycleEventName } from '@sluice/model'
import { z } from 'zod'

/** At the root of a bundle, exactly one of them. */
export const appSpecFileNames = ['appspec.yml', 'appspec.yaml'] as const

export const defaultTimeoutSeconds = 3600

export const AppSpecOs = z.enum(['linux', 'windows'])
export type AppSpecOs = z.infer<typeof AppSpecOs>

/** `source` is a file or folder of the bundle (`/` is all of it); `destination` is always a folder on the host. */
export const FileMapping = z.object({ source: z.string().min(1), destination: z.string().min(1) })
export type FileMapping = z.infer<typeof FileMapping>

export const PermissionTarget = z.enum(['file', 'directory'])

/** What is left out keeps its value on the host. `mode` is 3 or 4 octal digits. */
export const Permission = z.object({
  object: z.string().min(1),
  pattern: z.string().default('**'),
  except: z.array(z.string()).default([]),
  owner: z.string().optional(),
  group: z.string().optional(),
  mode: z
    .string()
    .regex(/^[0-7]{3,4}$/)
    .optional(),
  acls: z.array(z.string()).default([]),
  context: z.object({ user: z.string().optional(), type: z.string(), range: z.string().optional() }).optional(),
  type: z.array(PermissionTarget).default(['file', 'directory']),
})
export type Permission = z.infer<typeof Permission>

export const HookScript = z.object({
  /** Path in the bundle. */
  location: z.string().min(1),
  /** Seconds. */
  timeout: z.number().int().positive().default(defaultTimeoutSeconds),
  runas: z.string().optional(),
  /** Undocumented, but the open-source agent honours it. */
  sudo: z.boolean().optional(),
})
export type HookScript = z.infer<typeof HookScript>

export const ServerAppSpec = z.object({
  version: z.literal(0),
  os: AppSpecOs,
  files: z.array(FileMapping).default([]),
  fileExistsBehavior: FileExistsBehavior.optional(),
  permissions: z.array(Permission).default([]),
  hooks: z.partialRecord(LifecycleEventName, z.array(HookScript)).default({}),
})
export type ServerAppSpec = z.infer<typeof ServerAppSpec>
