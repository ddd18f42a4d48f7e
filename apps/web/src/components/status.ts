/** How each status looks and is called: glyph, tone and word, for deployments, targets and lifecycle events. */
import type { DeploymentSummary, DeploymentStatus, LifecycleEventStatus, TargetStatus } from '@sluice/model'
import { isTerminal } from '@sluice/model/deployment-status'
import type { GlyphName } from '../ui/Glyph.tsx'
import type { Tone } from '../ui/Pill.tsx'

export interface StatusLook {
  glyph: GlyphName
  tone: Tone
  word: string
}

const pending: StatusLook = { glyph: 'pending', tone: 'neutral', word: 'Pending' }
const progress: StatusLook = { glyph: 'progress', tone: 'progress', word: 'In progress' }
const succeeded: StatusLook = { glyph: 'success', tone: 'success', word: 'Succeeded' }
const failed: StatusLook = { glyph: 'failed', tone: 'failed', word: 'Failed' }
const skipped: StatusLook = { glyph: 'skipped', tone: 'skipped', word: 'Skipped' }
const unknown: StatusLook = { glyph: 'unknown', tone: 'neutral', word: 'No report' }

export const deploymentLooks: Record<DeploymentStatus, StatusLook> = {
  Created: { ...pending, word: 'Created' },
  Queued: { ...pending, word: 'Queued' },
  InProgress: progress,
  Baking: { ...progress, word: 'Baking' },
  Ready: { glyph: 'ready', tone: 'ready', word: 'Waiting for somebody' },
  Succeeded: succeeded,
  Failed: failed,
  Stopped: { glyph: 'stopped', tone: 'stopped', word: 'Stopped' },
}

type Standing = Pick<DeploymentSummary, 'status'> &
  Partial<Pick<DeploymentSummary, 'held' | 'stopRequested' | 'deploymentOverview'>>

/** What is more than its status: that it is held or being stopped, and that a success left failed hosts behind. */
export function deploymentLook({ status, held, stopRequested, deploymentOverview }: Standing): StatusLook {
  if (stopRequested !== undefined && !isTerminal(status)) return { glyph: 'stopped', tone: 'stopped', word: 'Stopping' }
  if (held !== undefined && (status === 'InProgress' || status === 'Baking'))
    return { glyph: 'ready', tone: 'ready', word: 'Held' }
  const failures = deploymentOverview?.Failed ?? 0
  if (status === 'Succeeded' && failures > 0)
    return { glyph: 'success', tone: 'ready', word: `Succeeded, ${failures.toLocaleString('en')} failed` }
  return deploymentLooks[status]
}

export const targetLooks: Record<TargetStatus, StatusLook> = {
  Pending: pending,
  InProgress: progress,
  Succeeded: succeeded,
  Failed: failed,
  Skipped: skipped,
  Ready: { glyph: 'ready', tone: 'ready', word: 'Ready' },
  Unknown: unknown,
}

const partWay: StatusLook = { glyph: 'stopped', tone: 'stopped', word: 'Left part-way' }

/** A host that was started and then skipped is not one that was never touched, whatever they are counted as. */
export const targetLook = (status: TargetStatus, wasStarted: boolean): StatusLook =>
  status === 'Skipped' && wasStarted ? partWay : targetLooks[status]

/** "3 succeeded". Of those that are Skipped, "2 skipped, 1 left part-way": `partWayHosts` of them were under way. */
export function countedStatus(status: TargetStatus, count: number, partWayHosts = 0): string {
  const [started, others] = status === 'Skipped' ? [partWayHosts, count - partWayHosts] : [0, count]
  const words = [
    ...(others > 0 || started === 0
      ? [`${others.toLocaleString('en')} ${targetLooks[status].word.toLowerCase()}`]
      : []),
    ...(started > 0 ? [`${started.toLocaleString('en')} ${partWay.word.toLowerCase()}`] : []),
  ]
  return words.join(', ')
}

export const eventLooks: Record<LifecycleEventStatus, StatusLook> = {
  Pending: pending,
  InProgress: progress,
  Succeeded: succeeded,
  Failed: failed,
  Skipped: skipped,
  Unknown: unknown,
}

/** Whether the reader is the one who is waited for. */
export const waitsForWords = (mayDecide: boolean): string =>
  mayDecide ? 'Waiting for you' : 'Waiting for somebody else'
