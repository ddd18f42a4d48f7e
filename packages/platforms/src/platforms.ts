/** The registry of compute platforms. A new one is one folder and one line here. */
import type { ComputePlatform } from '@sluice/model'
import type { Platform } from './platform.ts'
import { createServersPlatform } from './servers/servers-platform.ts'

export const platforms = {
  Server: createServersPlatform,
} as const satisfies Partial<Record<ComputePlatform, (needs: never) => Platform>>
