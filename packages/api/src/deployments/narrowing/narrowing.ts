/** A deployment to a part of its group: what may be asked for, before the group decides which hosts that means. Source: facts, section 5.5. */
import { refuse, type DeploymentGroup, type Narrowing } from '@sluice/model'

export interface NarrowingWish {
  onlyTargets?: readonly string[] | undefined
  updateOutdatedInstancesOnly?: boolean | undefined
}

type Group = Pick<DeploymentGroup, 'deploymentGroupName' | 'deploymentStyle'>

/** `hosts` are all of the group. */
export function narrowingOf(group: Group, wish: NarrowingWish, hosts: readonly string[]): Narrowing | undefined {
  const { onlyTargets } = wish
  if (wish.updateOutdatedInstancesOnly === true) return outdatedOnly(group, onlyTargets)
  if (onlyTargets === undefined) return undefined
  const { deploymentGroupName, deploymentStyle } = group
  if (deploymentStyle.deploymentType === 'BLUE_GREEN')
    refuseTargets(
      `onlyTargets is for deployments in place: a blue/green deployment of ${deploymentGroupName} replaces its whole fleet. Leave it out.`,
    )
  const there = new Set(hosts)
  const strangers = [...new Set(onlyTargets)].filter((name) => !there.has(name))
  if (strangers.length > 0) {
    const [are, they] = strangers.length === 1 ? ['is not a host', 'it'] : ['are not hosts', 'them']
    const wayOut = `Leave ${they} out, or change the tags so that the group has ${they}.`
    refuseTargets(
      `onlyTargets names ${someOf(strangers)}, which ${are} of ${deploymentGroupName}. ${wayOut}`,
      `${someOf(strangers)} ${are} of ${deploymentGroupName}. ${wayOut}`,
    )
  }
  return { onlyTargets }
}

function outdatedOnly(
  { deploymentGroupName, deploymentStyle }: Group,
  onlyTargets: NarrowingWish['onlyTargets'],
): Narrowing {
  if (deploymentStyle.deploymentType === 'BLUE_GREEN')
    refuseOutdated(
      `updateOutdatedInstancesOnly must be false for blue/green: ${deploymentGroupName} replaces its whole fleet, so no host is left out.`,
    )
  if (onlyTargets !== undefined)
    refuseOutdated(
      'updateOutdatedInstancesOnly must be false where onlyTargets names the hosts: send one of the two, not both.',
    )
  return { updateOutdatedInstancesOnly: true }
}

/** So many strangers are named. */
const mostNamed = 5

function someOf(names: readonly string[]): string {
  if (names.length > mostNamed)
    return `${names.slice(0, mostNamed).join(', ')} and ${(names.length - mostNamed).toLocaleString('en')} more`
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** `atField`: beside the field, where its name is said already. */
function refuseTargets(message: string, atField = message): never {
  refuse('InvalidTargetInstancesException', message, [{ field: 'onlyTargets', message: atField }])
}

function refuseOutdated(message: string): never {
  const field = 'updateOutdatedInstancesOnly'
  refuse('InvalidUpdateOutdatedInstancesOnlyValueException', message, [{ field, message }])
}
