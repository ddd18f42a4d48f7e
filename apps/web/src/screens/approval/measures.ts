/** The numbers of both fleets in words, and how the replacement differs from the original. */
import type { ApprovalSide, TrafficMeasure } from '@sluice/model'

export interface Difference {
  /** `worse` is marked for attention; `better` and `equal` are only said. */
  kind: 'better' | 'worse' | 'equal'
  words: string
}

const noRequests = 'no requests'

export const percentText = (percent: number): string =>
  `${percent.toLocaleString('en', { maximumFractionDigits: percent > 0 && percent < 1 ? 2 : 1 })} %`

export const rateText = (measure: TrafficMeasure | undefined): string =>
  measure === undefined
    ? 'not measured'
    : `${measure.requestsPerSecond.toLocaleString('en', { maximumFractionDigits: measure.requestsPerSecond < 10 ? 1 : 0 })}/s`

export function errorPercent(measure: TrafficMeasure | undefined): number | undefined {
  return measure === undefined || measure.requests === 0 ? undefined : (100 * measure.errors) / measure.requests
}

export function errorText(measure: TrafficMeasure | undefined): string {
  const percent = errorPercent(measure)
  if (measure === undefined) return 'not measured'
  return percent === undefined ? noRequests : percentText(percent)
}

export function p95Text(measure: TrafficMeasure | undefined): string {
  if (measure === undefined) return 'not measured'
  return measure.p95Ms === undefined ? noRequests : `${Math.round(measure.p95Ms).toLocaleString('en')} ms`
}

export function healthText({ healthy, total }: Pick<ApprovalSide, 'healthy' | 'total'>): string {
  if (total === 0) return 'no hosts'
  return `${healthy.toLocaleString('en')} of ${total.toLocaleString('en')} healthy`
}

/** Nobody asks a host that left the balancer how it is: that is no sign of illness. */
export function leavingText(side: Pick<ApprovalSide, 'healthy' | 'total'>): string {
  if (side.healthy > 0 || side.total === 0) return healthText(side)
  return `${side.total === 1 ? '1 host' : `${side.total.toLocaleString('en')} hosts`}, out of traffic`
}

/** Below a twentieth the two are as good as equal: p95 of few requests moves that much by itself. */
const noticeableShare = 0.05

export function p95Difference(original?: TrafficMeasure, replacement?: TrafficMeasure): Difference | undefined {
  const [before, after] = [original?.p95Ms, replacement?.p95Ms]
  if (before === undefined || after === undefined || before === 0) return undefined
  const share = (after - before) / before
  const percent = `${Math.round(Math.abs(share) * 100).toLocaleString('en')} %`
  if (Math.abs(share) < noticeableShare) return { kind: 'equal', words: 'as fast' }
  return share > 0 ? { kind: 'worse', words: `${percent} slower` } : { kind: 'better', words: `${percent} faster` }
}

export function errorDifference(original?: TrafficMeasure, replacement?: TrafficMeasure): Difference | undefined {
  const [before, after] = [errorPercent(original), errorPercent(replacement)]
  if (before === undefined || after === undefined) return undefined
  const points = Math.abs(after - before).toLocaleString('en', { maximumFractionDigits: 2 })
  if (points === '0') return { kind: 'equal', words: 'as many' }
  return after > before
    ? { kind: 'worse', words: `${points} points more` }
    : { kind: 'better', words: `${points} points fewer` }
}
