/** Targets of a deployment: the full record of one, and the compact row of the fleet topic. */
import { z } from 'zod'
import { LifecycleEvent, LifecycleEventStatus } from './lifecycle-event.ts'
import { DeploymentId, Timestamp } from './names.ts'

/** The order is part of the wire form of fleet rows: append only. */
export const TargetStatus = z.enum(['Pending', 'InProgress', 'Succeeded', 'Failed', 'Skipped', 'Ready', 'Unknown'])
export type TargetStatus = z.infer<typeof TargetStatus>

/** One host of one deployment. `lifecycleEvents` always lists all events in order, pending ones too. */
export const DeploymentTarget = z.object({
  deploymentId: DeploymentId,
  targetId: z.string(),
  targetArn: z.string(),
  /** Place in the planned order, from 0. */
  index: z.number().int(),
  /** The wave it was planned in, from 1. */
  wave: z.number().int(),
  status: TargetStatus,
  /** Blue: the original fleet. Green: the replacement. Absent in place. */
  instanceLabel: z.enum(['Blue', 'Green']).optional(),
  /** In words, when the status alone would mislead: "Left after Install by the stop." */
  statusReason: z.string().optional(),
  lastUpdatedAt: Timestamp,
  startTime: Timestamp.optional(),
  endTime: Timestamp.optional(),
  /** Set while the host has not been heard from. */
  silentSince: Timestamp.optional(),
  lifecycleEvents: z.array(LifecycleEvent),
})
export type DeploymentTarget = z.infer<typeof DeploymentTarget>

/**
 * One row of the fleet topic:
 * [index, status (place in `TargetStatus.options`), one digit an event (place in `LifecycleEventStatus.options`),
 *  started (ms since the epoch, 0 = not yet), ended (same), silent since (same, 0 = heard)].
 */
export const FleetRow = z.tuple([z.number(), z.number(), z.string(), z.number(), z.number(), z.number()])
export type FleetRow = z.infer<typeof FleetRow>

/** The first frame of `fleet:{deploymentId}`; later frames carry only rows that changed. */
export const FleetSnapshot = z.object({
  targets: z.array(z.string()),
  waves: z.array(z.number()),
  events: z.array(z.string()),
  /** Blue/green only: `B` or `G` for each target. */
  labels: z.array(z.enum(['B', 'G'])).optional(),
  rows: z.array(FleetRow),
})
export type FleetSnapshot = z.infer<typeof FleetSnapshot>

/** The compact form of a full record. */
export function fleetRow(target: DeploymentTarget): FleetRow {
  const time = (at: string | undefined) => (at === undefined ? 0 : Date.parse(at))
  return [
    target.index,
    TargetStatus.options.indexOf(target.status),
    target.lifecycleEvents.map((event) => statusDigit(event.status)).join(''),
    time(target.startTime),
    time(target.endTime),
    time(target.silentSince),
  ]
}

const statusDigit = (status: LifecycleEventStatus): string => String(LifecycleEventStatus.options.indexOf(status))
