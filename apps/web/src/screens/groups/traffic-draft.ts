/**
 * What the group form holds about traffic and blue/green, and what is sent of it. The form offers only what the server
 * takes together: hosts that nobody made here are never ended, and a policy needs a wait that ends in a stop.
 */
import type { DeploymentGroupInfo, Input } from '@sluice/api/contracts'

export interface TrafficDraft {
  type: 'IN_PLACE' | 'BLUE_GREEN'
  targetGroups: readonly string[]
  /** Where replacement hosts come from. */
  replacement: 'DISCOVER_EXISTING' | 'COPY_AUTO_SCALING_GROUP'
  scalingGroup: string
  /** The group copies one until this is saved. */
  hadScalingGroup: boolean
  reroute: 'atOnce' | 'people'
  /** Minutes are what was typed. */
  readyMinutes: string
  atItsEnd: 'STOP_DEPLOYMENT' | 'CONTINUE_DEPLOYMENT'
  originals: 'TERMINATE' | 'KEEP_ALIVE'
  keepMinutes: string
  needsApproval: boolean
  approvers: string
  ownApprovalAllowed: boolean
  noteRequired: boolean
  typedConfirmation: boolean
}

export type PutTraffic = (change: Partial<TrafficDraft>) => void

export function trafficDraftOf(info: DeploymentGroupInfo | undefined): TrafficDraft {
  const settings = info?.blueGreenDeploymentConfiguration
  const ready = settings?.deploymentReadyOption
  const originals = settings?.terminateBlueInstancesOnDeploymentSuccess
  const policy = info?.approvalPolicy
  const isAtOnce = ready?.actionOnTimeout === 'CONTINUE_DEPLOYMENT' && ready.waitTimeInMinutes === 0
  return {
    type: info?.deploymentStyle.deploymentType ?? 'IN_PLACE',
    targetGroups: info?.loadBalancerInfo?.targetGroupInfoList.map(({ name }) => name) ?? [],
    replacement: settings?.greenFleetProvisioningOption.action ?? 'COPY_AUTO_SCALING_GROUP',
    scalingGroup: info?.autoScalingGroups[0] ?? '',
    hadScalingGroup: settings?.greenFleetProvisioningOption.action === 'COPY_AUTO_SCALING_GROUP',
    reroute: isAtOnce ? 'atOnce' : 'people',
    readyMinutes: String(ready === undefined || isAtOnce ? 60 : ready.waitTimeInMinutes),
    atItsEnd: ready === undefined || isAtOnce ? 'STOP_DEPLOYMENT' : ready.actionOnTimeout,
    originals: originals?.action ?? 'TERMINATE',
    keepMinutes: String(originals?.action === 'TERMINATE' ? originals.terminationWaitTimeInMinutes : 60),
    needsApproval: policy !== undefined,
    approvers: String(policy?.approvers ?? 1),
    ownApprovalAllowed: policy?.ownApprovalAllowed ?? false,
    noteRequired: policy?.noteRequired ?? true,
    typedConfirmation: policy?.typedConfirmation ?? true,
  }
}

/** Hosts that were there already stay: only those that were made for a deployment can be ended. */
export const mayEndOriginals = ({ replacement }: TrafficDraft): boolean => replacement === 'COPY_AUTO_SCALING_GROUP'

/** Asking for approvals makes no sense where the reroute comes by itself. */
export const mayNeedApproval = ({ reroute, atItsEnd }: TrafficDraft): boolean =>
  reroute === 'people' && atItsEnd === 'STOP_DEPLOYMENT'

type TrafficSettings = Pick<
  Input<'updateDeploymentGroup'>,
  'deploymentStyle' | 'loadBalancerInfo' | 'autoScalingGroups' | 'blueGreenDeploymentConfiguration' | 'approvalPolicy'
>

export function trafficSettings(draft: TrafficDraft): TrafficSettings {
  const isBlueGreen = draft.type === 'BLUE_GREEN'
  const hasTraffic = isBlueGreen || draft.targetGroups.length > 0
  const isCopied = isBlueGreen && draft.replacement === 'COPY_AUTO_SCALING_GROUP'
  return {
    deploymentStyle: {
      deploymentType: draft.type,
      deploymentOption: hasTraffic ? 'WITH_TRAFFIC_CONTROL' : 'WITHOUT_TRAFFIC_CONTROL',
    },
    loadBalancerInfo: { targetGroupInfoList: draft.targetGroups.map((name) => ({ name })) },
    // What was copied so far would go on selecting hosts where no form shows it. What scripts set besides stays.
    ...(!isCopied && draft.hadScalingGroup ? { autoScalingGroups: [] } : {}),
    ...(isBlueGreen ? blueGreenSettings(draft) : { approvalPolicy: null }),
  }
}

function blueGreenSettings(draft: TrafficDraft): Omit<TrafficSettings, 'deploymentStyle' | 'loadBalancerInfo'> {
  const isCopied = draft.replacement === 'COPY_AUTO_SCALING_GROUP'
  const isAtOnce = draft.reroute === 'atOnce'
  const ends = mayEndOriginals(draft) && draft.originals === 'TERMINATE'
  return {
    ...(isCopied ? { autoScalingGroups: draft.scalingGroup === '' ? [] : [draft.scalingGroup] } : {}),
    blueGreenDeploymentConfiguration: {
      greenFleetProvisioningOption: { action: draft.replacement },
      deploymentReadyOption: {
        actionOnTimeout: isAtOnce ? 'CONTINUE_DEPLOYMENT' : draft.atItsEnd,
        waitTimeInMinutes: isAtOnce ? 0 : numberIn(draft.readyMinutes),
      },
      terminateBlueInstancesOnDeploymentSuccess: {
        action: ends ? 'TERMINATE' : 'KEEP_ALIVE',
        terminationWaitTimeInMinutes: ends ? numberIn(draft.keepMinutes) : 0,
      },
    },
    approvalPolicy:
      draft.needsApproval && mayNeedApproval(draft)
        ? {
            approvers: numberIn(draft.approvers),
            ownApprovalAllowed: draft.ownApprovalAllowed,
            noteRequired: draft.noteRequired,
            typedConfirmation: draft.typedConfirmation,
          }
        : null,
  }
}

/** What is no number is sent as such; the server says at the field what it must be. */
const numberIn = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

export interface Problem {
  field: string
  message: string
}

/** What is wrong before anything is sent, in the words of the form, under the names by which the server knows the fields. */
export function trafficProblems(draft: TrafficDraft): Problem[] {
  if (draft.type !== 'BLUE_GREEN') return []
  const settings = 'blueGreenDeploymentConfiguration'
  const waits = draft.reroute === 'people'
  const ends = mayEndOriginals(draft) && draft.originals === 'TERMINATE'
  return [
    ...(draft.targetGroups.length > 0
      ? []
      : [
          {
            field: 'loadBalancerInfo.targetGroupInfoList',
            message: 'Choose a target group: blue/green moves users from the hosts registered there.',
          },
        ]),
    ...(waits ? minutesProblem(`${settings}.deploymentReadyOption.waitTimeInMinutes`, draft.readyMinutes) : []),
    ...(ends
      ? minutesProblem(
          `${settings}.terminateBlueInstancesOnDeploymentSuccess.terminationWaitTimeInMinutes`,
          draft.keepMinutes,
        )
      : []),
  ]
}

const mostMinutes = 2880

function minutesProblem(field: string, text: string): Problem[] {
  const minutes = numberIn(text)
  if (!Number.isFinite(minutes)) return [{ field, message: 'Write a number of minutes.' }]
  if (minutes < 0) return [{ field, message: 'Write 0 or more minutes.' }]
  return minutes > mostMinutes ? [{ field, message: 'At most 2,880 minutes: two days.' }] : []
}
