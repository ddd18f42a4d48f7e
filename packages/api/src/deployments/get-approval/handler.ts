import { isTerminal, type DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Output } from '../../contracts.ts'
import type { Handler } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { newestDeployments } from '../../queries/group-history.ts'
import { isoTime } from '../../queries/random-ids.ts'
import { asBlueGreen } from '../approval/as-blue-green.ts'
import { evidenceOf, shownEvidence } from '../approval/evidence.ts'
import { mayApprove, wantedOf } from '../approval/may-approve.ts'
import { checksOf } from '../approval/checks.ts'
import { measuresOf } from '../approval/measures.ts'
import { momentOf, type Moment } from '../approval/moment.ts'
import { seenOf } from '../approval/seen.ts'
import { hasUsersStill, maySendBack } from '../blue-green/way-back.ts'

export const getApproval: Handler<'getApproval'> = async ({ deploymentId }, { actor, ports }) => {
  const { store } = ports
  const deployment = asBlueGreen(await findDeployment(store, actor.accountId, deploymentId))
  const moment = await momentOf(ports, store, deployment)
  const { blueGreen } = deployment
  const waits = deployment.status === 'Ready' && blueGreen.step === 'ready'
  const measures = waits || (await isLive(store, deployment)) ? await measuresOf(ports, moment) : undefined
  const lastWayBackSeconds = await lastWayBack(store, deployment)
  return {
    ...(measures && { evidence: shownEvidence(evidenceOf(moment, measures)) }),
    ...(waits && { seen: seenOf(moment) }),
    ...(moment.policy && { policy: moment.policy }),
    mayApprove: mayApprove(moment, actor),
    ...wantedOf(moment, waits ? checksOf(moment) : []),
    approvals: blueGreen.ready?.approvals ?? [],
    listeners: listenersOf(moment),
    ...(lastWayBackSeconds !== undefined && { lastWayBackSeconds }),
    ...(blueGreen.trafficMovedAt !== undefined &&
      measures && {
        sinceSwitch: {
          from: isoTime(measures.from),
          ...(measures.original.measured && { original: measures.original.measured }),
          ...(measures.replacement.measured && { replacement: measures.replacement.measured }),
        },
      }),
    maySendBack: await maySendBack(store, deployment),
  }
}

/** Of one that ended and has no users any more, today's state says nothing: there is the record. */
async function isLive(store: Store, deployment: Moment['deployment']): Promise<boolean> {
  const { rerouted, trafficMovedAt } = deployment.blueGreen
  if (rerouted === 0 && trafficMovedAt === undefined) return false
  return !isTerminal(deployment.status) || hasUsersStill(store, deployment)
}

function listenersOf({ balancers }: Moment): Output<'getApproval'>['listeners'] {
  const all = balancers.flatMap(({ observed }) => observed?.listeners ?? [])
  const urlOf = (kind: 'production' | 'test') => all.find((listener) => listener.kind === kind)?.url
  const [production, test] = [urlOf('production'), urlOf('test')]
  return { ...(production !== undefined && { production }), ...(test !== undefined && { test }) }
}

/** How long users were on their way the last time, in seconds. */
async function lastWayBack(store: Store, deployment: DeploymentSummary): Promise<number | undefined> {
  const back = (await newestDeployments(store, deployment)).find(
    ({ status, blueGreen }) => status === 'Succeeded' && blueGreen?.kind === 'trafficBack',
  )
  const movedAt = back?.blueGreen?.trafficMovedAt ?? back?.completeTime
  if (back === undefined || movedAt === undefined) return undefined
  return Math.max(0, (Date.parse(movedAt) - Date.parse(back.startTime ?? back.createTime)) / 1000)
}
