/** The two fleets of a blue/green deployment, before it starts. Sources: facts, section 7.1; ADR 5. */
import {
  refuse,
  tagGroupsOf,
  type BlueGreenSpec,
  type DeploymentGroup,
  type EC2TagSet,
  type TagFilter,
} from '@sluice/model'
import type { Store } from '@sluice/store'
import { copiedScalingGroup } from '../../deployment-groups/blue-green-rules.ts'
import { refuseBadTags } from '../../deployment-groups/tag-rules.ts'
import type { Ports } from '../../ports.ts'
import { fleetOf } from '../../queries/fleet.ts'
import { namesMatching, registeredInstances } from '../../queries/matching-instances.ts'
import { specOf } from '../../queries/deployment-spec-of.ts'
import { replacementSize } from './replacement-size.ts'

export interface Fleets {
  originals: string[]
  replacements: string[]
  /** The replacements are made as copies of this scaling group. */
  scalingGroupName?: string
}

export interface TargetInstances {
  tagFilters: TagFilter[]
  ec2TagSet?: EC2TagSet | undefined
  autoScalingGroups: string[]
}

const field = 'targetInstances'

export async function fleetsOf(
  ports: Pick<Ports, 'provisioner' | 'balancers'>,
  store: Store,
  group: DeploymentGroup,
  targetInstances: TargetInstances | undefined,
): Promise<Fleets> {
  const { provisioner } = ports
  const originals = await fleetOf(store, group)
  const scalingGroupName = copiedScalingGroup(group)
  if (scalingGroupName === undefined)
    return { originals, replacements: await discovered(store, group, originals, targetInstances) }
  if (targetInstances !== undefined)
    refuseField(
      `${field} is for DISCOVER_EXISTING: this group makes its replacement hosts from the scaling group ${scalingGroupName}. Leave it out.`,
    )
  if (!provisioner.isAvailable)
    refuse(
      'InvalidBlueGreenDeploymentConfigurationException',
      `No hosts can be made here, but this group copies the scaling group ${scalingGroupName}: change its greenFleetProvisioningOption to DISCOVER_EXISTING.`,
    )
  const size = await replacementSize(ports, store, group, { originals, scalingGroupName })
  const replacements = provisioner.freeNames(size, await takenNames(store, group.accountId))
  return { originals, replacements, scalingGroupName }
}

/** In place nobody is replaced by anybody. */
export function refuseTargetInstancesInPlace(targetInstances: TargetInstances | undefined): void {
  if (targetInstances !== undefined)
    refuseField(`${field} is for blue/green deployments: this group deploys in place, to its own hosts. Leave it out.`)
}

/** Frozen in the spec: receiving hosts first, then the leaving ones. */
export function forwardSpec(group: DeploymentGroup, { replacements, scalingGroupName }: Fleets): BlueGreenSpec {
  const { deploymentReadyOption: ready, terminateBlueInstancesOnDeploymentSuccess: ending } =
    group.blueGreenDeploymentConfiguration ?? {}
  const waits = ready !== undefined && (ready.actionOnTimeout === 'STOP_DEPLOYMENT' || ready.waitTimeInMinutes > 0)
  const policy = group.approvalPolicy
  return {
    kind: 'forward',
    receiving: replacements.length,
    ...(scalingGroupName !== undefined && { provision: { scalingGroupName } }),
    ...(waits && {
      readyWait: {
        minutes: ready.waitTimeInMinutes,
        atItsEnd: ready.actionOnTimeout,
        approvers: policy?.approvers ?? 0,
        ...(policy && { policy }),
      },
    }),
    originals: {
      action: ending?.action ?? 'KEEP_ALIVE',
      waitMinutes: ending?.terminationWaitTimeInMinutes ?? 0,
    },
  }
}

async function discovered(
  store: Store,
  group: DeploymentGroup,
  originals: readonly string[],
  wanted: TargetInstances | undefined,
): Promise<string[]> {
  const choice = {
    ec2TagFilters: wanted?.tagFilters,
    ec2TagSet: wanted?.ec2TagSet,
    autoScalingGroups: wanted?.autoScalingGroups ?? [],
  }
  if (tagGroupsOf(choice).length === 0 && choice.autoScalingGroups.length === 0)
    refuseField(
      `${field} is missing: a group with DISCOVER_EXISTING needs the tags or scaling groups of its replacement hosts.`,
    )
  refuseBadTags(choice)
  const found = await namesMatching(store, await registeredInstances(store, group.accountId), choice)
  if (found.length === 0)
    refuseField(`${field} matches no registered host: check its tags, or enrol the replacement hosts first.`)
  const both = found.filter((name) => originals.includes(name))
  if (both.length > 0)
    refuseField(
      `${field} overlaps with the original fleet: ${listed(both)} ${both.length === 1 ? 'serves' : 'serve'} now. Choose tags that only replacement hosts have.`,
    )
  return found
}

const mostNamed = 10

function listed(names: readonly string[]): string {
  const more = names.length - mostNamed
  return more > 0 ? `${names.slice(0, mostNamed).join(', ')} and ${more} more` : names.join(', ')
}

/** Names of hosts that are there, and of those that a running deployment is about to make. */
async function takenNames(store: Store, accountId: string): Promise<Set<string>> {
  const registered = await registeredInstances(store, accountId)
  const running = await store.runningDeployments()
  const specs = await Promise.all(running.map(({ deploymentId }) => specOf(store, deploymentId)))
  return new Set([...registered.map(({ instanceName }) => instanceName), ...specs.flatMap(({ targets }) => targets)])
}

function refuseField(message: string): never {
  refuse('InvalidTargetInstancesException', message, [{ field, rule: 'fleets', message }])
}
