/** Under which names the server knows the fields of the form: where a complaint is shown, and which changes make it old. */
import type { GroupDraft } from './group-draft.ts'
import { tagFields } from './tag-filter-words.ts'
import { mayEndOriginals, mayNeedApproval } from './traffic-draft.ts'
import type { TrafficDraft } from './traffic-draft.ts'

const settings = 'blueGreenDeploymentConfiguration'

/** What is shown of a group in place, and while it is blue/green. A complaint about anything else is said below the form. */
export function shownFields(traffic: TrafficDraft): readonly string[] {
  return traffic.type === 'BLUE_GREEN' ? [...always, ...ofBlueGreen(traffic)] : always
}

const always = [
  'deploymentGroupName',
  'newDeploymentGroupName',
  'deploymentConfigName',
  'deploymentStyle',
  'deploymentStyle.deploymentOption',
  'autoRollbackConfiguration',
  'newHosts',
  'failedNewHosts',
  'outdatedInstancesStrategy',
  'loadBalancerInfo.targetGroupInfoList',
  ...tagFields.map((field) => `${field}*`),
]

const ofBlueGreen = (draft: TrafficDraft): string[] => [
  `${settings}.greenFleetProvisioningOption.action`,
  ...(draft.replacement === 'COPY_AUTO_SCALING_GROUP' ? ['autoScalingGroups'] : []),
  ...(draft.reroute === 'people'
    ? [`${settings}.deploymentReadyOption.waitTimeInMinutes`, `${settings}.deploymentReadyOption.actionOnTimeout`]
    : []),
  ...(mayNeedApproval(draft) ? ['approvalPolicy'] : []),
  ...(mayNeedApproval(draft) && draft.needsApproval ? ['approvalPolicy.approvers'] : []),
  `${settings}.terminateBlueInstancesOnDeploymentSuccess.action`,
  ...(mayEndOriginals(draft) && draft.originals === 'TERMINATE'
    ? [`${settings}.terminateBlueInstancesOnDeploymentSuccess.terminationWaitTimeInMinutes`]
    : []),
]

export const codesOfFields: Readonly<Record<string, string>> = {
  DeploymentGroupAlreadyExistsException: 'deploymentGroupName',
  DeploymentConfigDoesNotExistException: 'deploymentConfigName',
  TargetGroupDoesNotExist: 'loadBalancerInfo.targetGroupInfoList',
  ScalingGroupDoesNotExist: 'autoScalingGroups',
}

const blueGreenFields = ['autoScalingGroups', 'approvalPolicy', settings]

const named: { readonly [Field in keyof GroupDraft | keyof TrafficDraft]: readonly string[] } = {
  name: ['deploymentGroupName', 'newDeploymentGroupName'],
  config: ['deploymentConfigName'],
  rollBack: ['autoRollbackConfiguration'],
  newHosts: ['newHosts', 'failedNewHosts'],
  discardFailed: ['failedNewHosts'],
  followOn: ['outdatedInstancesStrategy'],
  tagGroups: tagFields,
  traffic: [],
  type: ['deploymentStyle', 'loadBalancerInfo', ...blueGreenFields],
  targetGroups: ['loadBalancerInfo'],
  replacement: [
    `${settings}.greenFleetProvisioningOption`,
    'autoScalingGroups',
    `${settings}.terminateBlueInstancesOnDeploymentSuccess`,
  ],
  scalingGroup: ['autoScalingGroups'],
  hadScalingGroup: [],
  reroute: [`${settings}.deploymentReadyOption`, 'approvalPolicy'],
  readyMinutes: [`${settings}.deploymentReadyOption`],
  atItsEnd: [`${settings}.deploymentReadyOption`, 'approvalPolicy'],
  originals: [`${settings}.terminateBlueInstancesOnDeploymentSuccess`],
  keepMinutes: [`${settings}.terminateBlueInstancesOnDeploymentSuccess`],
  needsApproval: ['approvalPolicy'],
  approvers: ['approvalPolicy'],
  ownApprovalAllowed: ['approvalPolicy'],
  noteRequired: ['approvalPolicy'],
  typedConfirmation: ['approvalPolicy'],
}

export function fieldsOf(change: Partial<GroupDraft> | Partial<TrafficDraft>): string[] {
  return Object.keys(change).flatMap((field) => named[field as keyof typeof named])
}
