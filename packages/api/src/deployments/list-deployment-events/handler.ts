import { isDeploymentEvent, type DeploymentEvent, type DeploymentSpec } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { specOf } from '../../queries/deployment-spec-of.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { isoTime } from '../../queries/random-ids.ts'
import { eventText, targetOf } from './event-text.ts'

const mostAtOnce = 500

export const listDeploymentEvents: Handler<'listDeploymentEvents'> = async (input, { actor, ports: { store } }) => {
  const { deploymentId } = await findDeployment(store, actor.accountId, input.deploymentId)
  const spec = await specOf(store, deploymentId)
  const stored = await store.loadEvents(`deployment:${deploymentId}`, input.after, mostAtOnce)
  // An aggregate of a deployment holds nothing else; this tells the types.
  const events = stored.filter(isDeploymentEvent).map((event, place) => line(event, input.after + place + 1, spec))
  return { events, ...(stored.length === mostAtOnce && { next: input.after + mostAtOnce }) }
}

function line(event: DeploymentEvent, index: number, spec: DeploymentSpec) {
  const targetId = targetOf(event, spec)
  return {
    index,
    at: isoTime(event.at),
    type: event.type,
    text: eventText(event, spec),
    ...(targetId !== undefined && { targetId }),
  }
}
