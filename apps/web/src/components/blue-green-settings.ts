/** The blue/green settings of a group in words. */
import type { ApprovalPolicy, BlueGreenDeploymentConfiguration, DeploymentGroup } from '@sluice/model'

/** "1 minute", "90 minutes", "24 hours", "30 seconds". */
export function minuteWords(minutes: number): string {
  if (minutes < 1) return plural(Math.round(minutes * 60), 'second')
  if (minutes >= 120 && minutes % 60 === 0) return plural(minutes / 60, 'hour')
  return plural(Math.round(minutes * 10) / 10, 'minute')
}

const plural = (count: number, unit: string) => `${count.toLocaleString('en')} ${unit}${count === 1 ? '' : 's'}`

export function typeWords({ deploymentStyle }: Pick<DeploymentGroup, 'deploymentStyle'>): string {
  return deploymentStyle.deploymentType === 'BLUE_GREEN' ? 'blue/green' : 'in place'
}

/** A wait of no length is the longest there is. */
const longestWaitMinutes = 2880

export function readyOptionWords({ deploymentReadyOption }: BlueGreenDeploymentConfiguration): string {
  const { actionOnTimeout, waitTimeInMinutes } = deploymentReadyOption
  if (actionOnTimeout === 'STOP_DEPLOYMENT')
    return `when somebody says so; after ${minuteWords(waitTimeInMinutes || longestWaitMinutes)} without a decision the deployment stops`
  if (waitTimeInMinutes === 0) return 'at once when the replacement is installed'
  return `when somebody says so; after ${minuteWords(waitTimeInMinutes)} without a decision it goes on by itself`
}

export function originalsWords({
  terminateBlueInstancesOnDeploymentSuccess,
}: BlueGreenDeploymentConfiguration): string {
  const { action, terminationWaitTimeInMinutes } = terminateBlueInstancesOnDeploymentSuccess
  if (action === 'KEEP_ALIVE') return 'live on, deregistered from the load balancer'
  return terminationWaitTimeInMinutes === 0
    ? 'end at once when users are moved'
    : `end ${minuteWords(terminationWaitTimeInMinutes)} after users are moved`
}

/** How many must approve. */
export function approversWords(approvers: number | undefined): string {
  if (approvers === undefined || approvers === 0) return 'Whoever may deploy may move the users'
  return approvers === 1 ? 'One person must approve' : `${approvers} different people must approve`
}

export function policyWords(policy: ApprovalPolicy | undefined | null): string {
  const people = approversWords(policy?.approvers)
  if (policy === undefined || policy === null) return people
  const details = [
    policy.ownApprovalAllowed ? 'who started it may' : 'not who started it',
    policy.noteRequired ? 'with a note' : undefined,
    policy.typedConfirmation ? 'and the group’s name typed' : undefined,
  ]
  return `${people}, ${details.filter((detail) => detail !== undefined).join(', ')}`
}
