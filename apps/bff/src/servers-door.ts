/** The conductor and the store as the hub of hosts needs them. Grants and specs come from what is committed. */
import type { Conductor } from '@sluice/conductor'
import { parseCommandId, type CommandId, type DeploymentSpec } from '@sluice/model'
import type { Door, ServersNeeds } from '@sluice/platforms'
import type { Store } from '@sluice/store'

export function serversDoor(conductor: Conductor, store: Store): Door & Pick<ServersNeeds, 'hasStarted'> {
  return {
    submit: (signal) => conductor.submit(signal),
    isGranted: (id) => isGranted(store, id),
    hasStarted: async (id) => (await eventRow(store, id))?.found?.startTime !== undefined,
    describe: (deploymentId) => describe(store, deploymentId),
  }
}

/** A row's event is in progress from its grant to its end. */
async function isGranted(store: Store, id: CommandId): Promise<boolean> {
  const { target, found } = (await eventRow(store, id)) ?? {}
  return target?.status === 'InProgress' && found?.status === 'InProgress'
}

async function eventRow(store: Store, id: CommandId) {
  const { deploymentId, targetId, event, attempt } = parseCommandId(id)
  const target = attempt === 1 ? await store.getTarget(deploymentId, targetId) : undefined
  return target && { target, found: target.lifecycleEvents.find((known) => known.lifecycleEventName === event) }
}

async function describe(store: Store, deploymentId: string): Promise<DeploymentSpec | undefined> {
  const [created] = await store.loadEvents(`deployment:${deploymentId}`, 0, 1)
  return created?.type === 'DeploymentCreated' ? created.spec : undefined
}
