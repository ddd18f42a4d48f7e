/**
 * Which hosts were made for scaling groups: those with a name of the provisioner that came in under the group's tag, or never
 * came in. Tags alone prove nothing: people give them.
 */
import { replacementGroupName, scalingGroupTag, type DeploymentSpec, type Instance, type Tag } from '@sluice/model'
import type { Provisioner } from './provisioner.ts'

export const isRegistered = (known: Instance | undefined): known is Instance =>
  known !== undefined && known.deregisterTime === undefined

export const groupTag = (tags: readonly Tag[]): string | undefined =>
  tags.find(({ Key }) => Key === scalingGroupTag)?.Value

/** Of a host that a command names: whoever was deregistered has nothing to say any more. */
export function isOurs({ names }: Pick<Provisioner, 'names'>, known: Instance | undefined, name: string): boolean {
  return names.includes(name) && (!isRegistered(known) || groupTag(known.tags) !== undefined)
}

/** Of a host that nobody asks for: also what it was before counts, a fleet may have been larger once. */
export function isGivenUp({ names }: Pick<Provisioner, 'names'>, known: Instance | undefined, name: string): boolean {
  const isOut = known === undefined || (known.deregisterTime !== undefined && groupTag(known.tags) !== undefined)
  return names.includes(name) && isOut
}

export function tagsOf({ blueGreen, deploymentId }: DeploymentSpec): Tag[] {
  if (blueGreen?.provision === undefined) throw new Error(`${deploymentId} copies no scaling group`)
  return [
    { Key: 'fleet', Value: 'local' },
    { Key: scalingGroupTag, Value: replacementGroupName(blueGreen.provision.scalingGroupName, deploymentId) },
  ]
}
