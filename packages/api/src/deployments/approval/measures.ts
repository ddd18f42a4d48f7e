/** What both fleets answered lately: who has users on the production listener, who has none on the test listener. */
import type { MeasureQuestion, TargetGroup, TrafficMeasure } from '@sluice/model'
import type { Ports } from '../../ports.ts'
import type { Fleet, Moment } from './moment.ts'

export interface Measures {
  /** What was asked for begins here, ms since the epoch: the balancers keep the last 15 minutes. */
  from: number
  original: Measured
  replacement: Measured
}

interface Measured {
  listener: 'production' | 'test'
  measured: TrafficMeasure | undefined
}

const lastMinutes = 2 * 60_000
const keptByBalancers = 15 * 60_000

/** Asks the balancers, which may take a moment: never inside a decision. */
export async function measuresOf({ balancers }: Pick<Ports, 'balancers'>, moment: Moment): Promise<Measures> {
  const { blueGreen } = moment.deployment
  const movedAt = blueGreen.trafficMovedAt === undefined ? undefined : Date.parse(blueGreen.trafficMovedAt)
  const since = Math.max(movedAt ?? moment.at - lastMinutes, moment.at - keptByBalancers)
  const listener = blueGreen.step === 'ready' ? 'test' : 'production'
  // Hosts' names are used again: what is counted of a replacement begins with it.
  const sinceMade = Math.max(since, Date.parse(moment.deployment.createTime))
  const [original, replacement] = await Promise.all([
    measured(moment.original, 'production', since),
    measured(moment.replacement, listener, sinceMade),
  ])
  return { from: since, original, replacement }

  async function measured({ members }: Fleet, on: Measured['listener'], from: number): Promise<Measured> {
    const targetIds = members.map(({ targetId }) => targetId)
    const answers =
      targetIds.length === 0
        ? []
        : moment.targetGroups.map((group) => ask(group, { targetIds, listener: on, since: from }))
    return { listener: on, measured: together((await Promise.all(answers)).filter((answer) => answer !== undefined)) }
  }

  function ask({ accountId, name, loadBalancerName }: TargetGroup, question: Omit<MeasureQuestion, 'targetGroupName'>) {
    return balancers.measure(accountId, loadBalancerName, { ...question, targetGroupName: name })
  }
}

/** Over several target groups: sums, and the slowest of the percentiles, which is never better than the truth. */
function together(measures: readonly TrafficMeasure[]): TrafficMeasure | undefined {
  const [first, ...others] = measures
  if (first === undefined) return undefined
  return others.reduce((sum, one) => ({ ...sums(sum, one), ...slowest(sum, one) }), first)
}

const sums = (a: TrafficMeasure, b: TrafficMeasure) => ({
  requests: a.requests + b.requests,
  errors: a.errors + b.errors,
  requestsPerSecond: a.requestsPerSecond + b.requestsPerSecond,
})

function slowest(a: TrafficMeasure, b: TrafficMeasure): Partial<TrafficMeasure> {
  const percentiles = ['p50Ms', 'p95Ms', 'p99Ms'] as const
  return Object.fromEntries(
    percentiles.flatMap((name) => {
      const known = [a[name], b[name]].filter((value) => value !== undefined)
      return known.length === 0 ? [] : [[name, Math.max(...known)]]
    }),
  )
}
