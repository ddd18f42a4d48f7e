/** What the settings about new hosts must keep to beside each other. */
import { refuse, type DeploymentGroup } from '@sluice/model'

export type GivenLaterHosts = Pick<DeploymentGroup, 'failedNewHosts'>

export function refuseBadLaterHosts(group: DeploymentGroup, given: GivenLaterHosts): void {
  if (group.failedNewHosts !== 'discard' && given.failedNewHosts !== 'discard') return
  if (group.deploymentStyle.deploymentType === 'BLUE_GREEN')
    refuseDiscard(
      'failedNewHosts must be keep for deployment groups of the type BLUE_GREEN: their hosts are those that serve, and none comes by itself.',
    )
  if (group.newHosts !== 'automatic')
    refuseDiscard(
      'failedNewHosts may be discard only while newHosts is automatic, because only hosts that get their first deployment by themselves are discarded: set newHosts to automatic, or failedNewHosts to keep.',
    )
}

function refuseDiscard(message: string): never {
  refuse('InvalidInputException', message, [{ field: 'failedNewHosts', rule: 'automatic', message }])
}
