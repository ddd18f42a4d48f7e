/** What the blue/green settings of a group must keep to. Sources: facts, sections 1.12 and 7; ADR 5. */
import { refuse, tagGroupsOf, type BlueGreenDeploymentConfiguration, type DeploymentGroup } from '@sluice/model'
import type { Ports } from '../ports.ts'

/** Settings as they were given, beside those that follow from them. */
export type GivenSettings = Partial<Pick<DeploymentGroup, 'blueGreenDeploymentConfiguration'>> & {
  approvalPolicy?: DeploymentGroup['approvalPolicy'] | null | undefined
  newHosts?: DeploymentGroup['newHosts']
}

const field = 'blueGreenDeploymentConfiguration'

/** The scaling group that is copied for each replacement fleet; undefined where fleets are found, not made. */
export function copiedScalingGroup(group: DeploymentGroup): string | undefined {
  const action = group.blueGreenDeploymentConfiguration?.greenFleetProvisioningOption.action
  return action === 'COPY_AUTO_SCALING_GROUP' ? group.autoScalingGroups[0] : undefined
}

export function refuseBadBlueGreen(
  ports: Pick<Ports, 'provisioner'>,
  group: DeploymentGroup,
  given: GivenSettings,
): void {
  const { blueGreenDeploymentConfiguration: configuration } = group
  if (group.deploymentStyle.deploymentType !== 'BLUE_GREEN') return refuseGivenInPlace(given)
  refuseNewHosts(given)
  if (configuration === undefined) return
  refuseBadProvisioning(ports, group, configuration)
  refuseBadTermination(group, configuration)
  refuseBadPolicy(group, configuration)
}

function refuseNewHosts({ newHosts = 'off' }: GivenSettings): void {
  if (newHosts === 'off') return
  const message =
    'newHosts must be off for deployment groups of the type BLUE_GREEN: their hosts are those that serve, and the next deployment replaces them.'
  refuse('InvalidInputException', message, [{ field: 'newHosts', rule: 'inPlace', message }])
}

function refuseGivenInPlace({ blueGreenDeploymentConfiguration, approvalPolicy }: GivenSettings): void {
  if (blueGreenDeploymentConfiguration !== undefined)
    refuseField(field, `${field} is for deployment groups of the type BLUE_GREEN: leave it out.`)
  if (approvalPolicy !== undefined && approvalPolicy !== null)
    refuseField(
      'approvalPolicy',
      'approvalPolicy is for deployment groups of the type BLUE_GREEN: in place there is no reroute to approve. Leave it out.',
    )
}

function refuseBadProvisioning(
  { provisioner }: Pick<Ports, 'provisioner'>,
  { autoScalingGroups }: DeploymentGroup,
  { greenFleetProvisioningOption }: BlueGreenDeploymentConfiguration,
): void {
  if (greenFleetProvisioningOption.action !== 'COPY_AUTO_SCALING_GROUP') return
  const option = `${field}.greenFleetProvisioningOption.action`
  if (autoScalingGroups.length !== 1)
    refuseField(
      'autoScalingGroups',
      `autoScalingGroups must name exactly one scaling group for COPY_AUTO_SCALING_GROUP: it is copied for each replacement fleet.`,
    )
  if (!provisioner.isAvailable)
    refuseField(
      option,
      `${option} COPY_AUTO_SCALING_GROUP needs a provisioner, and this installation has none: use DISCOVER_EXISTING.`,
    )
}

/** Tags match hosts that somebody enrolled, and those would be the originals of the first deployment. */
function refuseBadTermination(
  group: DeploymentGroup,
  {
    greenFleetProvisioningOption,
    terminateBlueInstancesOnDeploymentSuccess: { action },
  }: BlueGreenDeploymentConfiguration,
): void {
  if (action !== 'TERMINATE') return
  const option = `${field}.terminateBlueInstancesOnDeploymentSuccess.action`
  if (greenFleetProvisioningOption.action !== 'COPY_AUTO_SCALING_GROUP')
    refuseField(
      option,
      `${option} TERMINATE would end hosts that nobody provisioned here: originals nobody provisioned must use KEEP_ALIVE.`,
    )
  if (tagGroupsOf(group).length > 0)
    refuseField(
      option,
      `${option} TERMINATE would end hosts that the group’s tags match, which nobody provisioned here: leave the tags out, or use KEEP_ALIVE.`,
    )
}

function refuseBadPolicy(
  { approvalPolicy }: DeploymentGroup,
  { deploymentReadyOption }: BlueGreenDeploymentConfiguration,
): void {
  if (approvalPolicy === undefined || deploymentReadyOption.actionOnTimeout === 'STOP_DEPLOYMENT') return
  refuseField(
    'approvalPolicy',
    `approvalPolicy needs ${field}.deploymentReadyOption.actionOnTimeout STOP_DEPLOYMENT: otherwise the reroute happens without anybody’s approval.`,
  )
}

function refuseField(name: string, message: string): never {
  refuse('InvalidBlueGreenDeploymentConfigurationException', message, [{ field: name, rule: 'blueGreen', message }])
}
