/** The bars of one target: one a lifecycle event that began, each with its words. */
import type { DeploymentTarget, LifecycleEventName, LifecycleEventStatus } from '@sluice/model'
import { eventLooks } from '../../../components/status.ts'
import { durationText, preciseDuration } from '../../../ui/time-format.ts'

export interface Bar {
  event: LifecycleEventName
  status: LifecycleEventStatus
  from: number
  /** Now, while it runs. */
  to: number
  /** It took far longer than on other hosts. */
  standsOut: boolean
}

/** The duration from which on a host stands out, for each event that has one: the server says. */
export type OutlierFrom = ReadonlyMap<string, number>

export function barsOf(target: DeploymentTarget, outlierFrom: OutlierFrom, now: number): Bar[] {
  return target.lifecycleEvents.flatMap(({ lifecycleEventName: event, status, startTime, endTime }): Bar[] => {
    if (startTime === undefined) return []
    const from = Date.parse(startTime)
    const to = Math.max(from, endTime === undefined ? (status === 'InProgress' ? now : from) : Date.parse(endTime))
    const limit = outlierFrom.get(event)
    return [{ event, status, from, to, standsOut: limit !== undefined && to - from >= limit }]
  })
}

/** "Install 0:03, ApplicationStart failed after 0:40, stands out" */
export const barsText = (bars: readonly Bar[]): string => bars.map(barText).join(', ')

export function barText({ event, status, from, to, standsOut }: Bar): string {
  const took = status === 'InProgress' ? durationText(to - from) : preciseDuration(to - from)
  const words = status === 'Succeeded' ? took : `${eventLooks[status].word.toLowerCase()} ${took}`
  return `${event} ${words}${standsOut ? ', stands out' : ''}`
}
