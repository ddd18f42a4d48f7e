/** What people and programs are told of a bundle. Browser-safe: contracts are made of it. */
import { Complaint } from '@sluice/appspec'
import { z } from 'zod'

/** So many files are named; `fileCount` says how many there are. */
export const mostFilesNamed = 2000

export const NamedFile = z.object({
  path: z.string(),
  /** Bytes; 0 for a link. */
  size: z.number().int(),
  /** Octal digits, as on disk: `755`. */
  mode: z.string(),
  /** Set for a symbolic link. */
  linkTarget: z.string().optional(),
})
export type NamedFile = z.infer<typeof NamedFile>

export const HookScripts = z.object({
  event: z.string(),
  scripts: z.array(
    z.object({
      /** As the AppSpec writes it. */
      location: z.string(),
      /** The same as a path of the bundle, without leading slash and dots. */
      path: z.string(),
      timeoutSeconds: z.number().int(),
      runas: z.string().optional(),
    }),
  ),
})
export type HookScripts = z.infer<typeof HookScripts>

export const BundleContents = z.object({
  /** No complaint is an error. */
  valid: z.boolean(),
  complaints: z.array(Complaint),
  /** In the order of their paths, without folders; at most `mostFilesNamed`. */
  files: z.array(NamedFile),
  fileCount: z.number().int(),
  /** Unpacked. */
  totalBytes: z.number(),
  /** The single top folder of the archive, which hosts take away. */
  strippedFolder: z.string().optional(),
  appSpec: z.string().optional(),
  /** In the order of the AppSpec; none while it has errors. */
  hooks: z.array(HookScripts),
})
export type BundleContents = z.infer<typeof BundleContents>
