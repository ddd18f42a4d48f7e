/** Lifecycle events: names, order, status, diagnostics. Source: facts sections 2.1, 4.3 and 8.4.3. */
import { z } from 'zod'
import { limits } from './limits.ts'
import { Timestamp } from './names.ts'

/** In place without a load balancer, in the order they run on a host. */
export const inPlaceEvents = [
  'ApplicationStop',
  'DownloadBundle',
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
] as const

/** Around them with a load balancer. `BlockTraffic` and `AllowTraffic` are the service's own, all others run on the host. */
export const blockTrafficEvents = ['BeforeBlockTraffic', 'BlockTraffic', 'AfterBlockTraffic'] as const
export const allowTrafficEvents = ['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic'] as const

export const LifecycleEventName = z.enum([...blockTrafficEvents, ...inPlaceEvents, ...allowTrafficEvents])
export type LifecycleEventName = z.infer<typeof LifecycleEventName>

/** Run by the service or the agent itself: no script may be attached. `Start` and `End` exist in AppSpec complaints only. */
export const reservedEvents = ['Start', 'DownloadBundle', 'Install', 'BlockTraffic', 'AllowTraffic', 'End'] as const

/** Their scripts come from the last successful install, and `ignoreApplicationStopFailures` covers them. */
export const previousRevisionEvents: readonly LifecycleEventName[] = [
  'BeforeBlockTraffic',
  'AfterBlockTraffic',
  'ApplicationStop',
]

/** The order is part of the wire form of fleet rows (one digit an event): append only. */
export const LifecycleEventStatus = z.enum(['Pending', 'InProgress', 'Succeeded', 'Failed', 'Skipped', 'Unknown'])
export type LifecycleEventStatus = z.infer<typeof LifecycleEventStatus>

export const LifecycleErrorCode = z.enum([
  'Success',
  'ScriptMissing',
  'ScriptNotExecutable',
  'ScriptTimedOut',
  'ScriptFailed',
  'UnknownError',
])
export type LifecycleErrorCode = z.infer<typeof LifecycleErrorCode>

/** What a failed (or finished) event says about itself; `logTail` is at most 4 KiB. `exitCode` is ours. */
export const Diagnostics = z.object({
  errorCode: LifecycleErrorCode,
  scriptName: z.string().max(1024).default(''),
  message: z.string().max(limits.diagnosticsCharacters).default(''),
  logTail: z.string().max(limits.diagnosticsCharacters).default(''),
  exitCode: z.number().int().nullish(),
})
export type Diagnostics = z.infer<typeof Diagnostics>

export const LifecycleEvent = z.object({
  lifecycleEventName: LifecycleEventName,
  status: LifecycleEventStatus,
  startTime: Timestamp.optional(),
  endTime: Timestamp.optional(),
  diagnostics: Diagnostics.optional(),
})
export type LifecycleEvent = z.infer<typeof LifecycleEvent>
