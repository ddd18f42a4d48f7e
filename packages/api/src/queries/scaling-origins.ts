/**
 * Which scaling group made a host. A replacement fleet is a copy, named after the deployment that had it made; whose copy it
 * is says that deployment, not the name, which another group may bear.
 */
import { scalingGroupTag, type Instance } from '@sluice/model'
import type { Store } from '@sluice/store'

export interface Origin {
  scalingGroupName: string
  /** The deployment group that had the copy made. */
  madeFor?: string
}

/** By the host's name. */
export async function originsOf(store: Store, instances: readonly Instance[]): Promise<Map<string, Origin>> {
  const names = new Map<string, string>()
  for (const { instanceName, tags } of instances) {
    const made = tags.find(({ Key }) => Key === scalingGroupTag)
    if (made !== undefined) names.set(instanceName, made.Value)
  }
  const groups = new Map<string, Origin>()
  for (const name of new Set(names.values())) groups.set(name, await originOf(store, name))
  return new Map([...names].map(([instance, name]) => [instance, groups.get(name) ?? { scalingGroupName: name }]))
}

async function originOf(store: Store, name: string): Promise<Origin> {
  const deploymentId = /^CodeDeploy_.+_(d-[A-Z0-9]{9})$/.exec(name)?.[1]
  if (deploymentId === undefined) return { scalingGroupName: name }
  const [created] = await store.loadEvents(`deployment:${deploymentId}`, 0, 1)
  const spec = created?.type === 'DeploymentCreated' ? created.spec : undefined
  const scalingGroupName = spec?.blueGreen?.provision?.scalingGroupName
  if (spec === undefined || scalingGroupName === undefined) return { scalingGroupName: name }
  return { scalingGroupName, madeFor: spec.deploymentGroupId }
}
