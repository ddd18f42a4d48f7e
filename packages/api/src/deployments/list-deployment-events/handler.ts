import type { DeploymentEvent, DeploymentSpec } from '@sluice/model'
import type { Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { findDeployment } from '../../queries/find-deployment.ts'
import { isoTime } from '../../queries/random-ids.ts'
import { eventText, targetOf } from './event-text.ts'

const mostAtOnce = 500

export const listDeploymentEvents: Handler<'listDeploymentEvents'> = async (input, { actor, ports: { store } }) => {
  const { deploymentId } = await findDeployment(store, actor.accountId, input.deploymentId)
  const spec = await specOf(store, deploymentId)
  const stored = await store.loadEvents(`deployment:${deploymentId}`, input.after, mostAtOnce)
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

async function specOf(store: Store, deploymentId: string): Promise<DeploymentSpec> {
  const [created] = await store.loadEvents(`deployment:${deploymentId}`, 0, 1)
  if (created?.type === 'DeploymentCreated') return created.spec
  throw new Error(`the first fact of ${deploymentId} is not its creation`)
}

/** An aggregate of a deployment holds nothing else; this tells the types. */
const isDeploymentEvent = (event: { type: string }): event is DeploymentEvent =>
  event.type !== 'DeploymentAdmitted' && event.type !== 'DeploymentReleased'
