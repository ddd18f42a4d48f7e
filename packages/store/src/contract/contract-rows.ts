/** Small whole rows for the contract suite and for tests of the store's users. */
import type {
  Application,
  AuditEntry,
  DeploymentEvent,
  DeploymentSpec,
  DeploymentStatus,
  DeploymentSummary,
  DeploymentTarget,
  LoadBalancer,
  ScalingGroup,
  TargetGroup,
  TargetGroupMember,
} from '@sluice/model'
import type { Commit } from '../store.ts'

export const contractAccount = '000000000001'
export const contractGroupId = '0190a5d2-7c3e-4a7b-9b1f-3f5d2c1b0a99'
export const contractTime = '2026-03-01T10:00:00.000Z'

export const emptyCommit = (part: Partial<Commit> = {}): Commit => ({
  at: Date.parse(contractTime),
  appended: [],
  snapshots: [],
  deployments: [],
  targets: [],
  directory: [],
  idempotency: [],
  audit: [],
  ...part,
})

export const anApplication = (applicationName: string): Application => ({
  applicationId: '0190a5d2-7c3e-4a7b-9b1f-3f5d2c1b0a01',
  accountId: contractAccount,
  applicationName,
  computePlatform: 'Server',
  createTime: contractTime,
  createdBy: 'Dana',
})

const made = { accountId: contractAccount, createTime: contractTime, createdBy: 'Dana' }

export const aLoadBalancer = (name: string): LoadBalancer => ({
  ...made,
  name,
  kind: 'embedded',
  listeners: { production: 4680, test: 4681 },
  healthCheck: {
    path: '/health',
    intervalSeconds: 0.5,
    timeoutSeconds: 2,
    healthyThreshold: 2,
    unhealthyThreshold: 2,
    matcher: '200-299',
  },
  drainSeconds: 30,
})

export const aTargetGroup = (name: string, loadBalancerName: string): TargetGroup => ({
  ...made,
  name,
  loadBalancerName,
  port: 8080,
})

export const aMember = (
  targetGroupName: string,
  targetId: string,
  part: Partial<TargetGroupMember> = {},
): TargetGroupMember => ({
  accountId: contractAccount,
  targetGroupName,
  targetId,
  address: '127.17.248.11',
  port: 8080,
  weight: 1,
  traffic: 'production',
  ...part,
})

export const aScalingGroup = (name: string): ScalingGroup => ({ ...made, name, desiredCapacity: 3 })

export const anEvent = (at: number): DeploymentEvent => ({ v: 1, at, type: 'DeploymentHeld', by: `Dana at ${at}` })

export const aSpec = (deploymentId: string, targets: string[]): DeploymentSpec => {
  const { status: _, ...row } = aDeployment(deploymentId)
  return {
    deploymentId,
    accountId: contractAccount,
    region: 'us-east-1',
    deploymentGroupId: contractGroupId,
    applicationName: row.applicationName,
    deploymentGroupName: row.deploymentGroupName,
    deploymentStyle: row.deploymentStyle,
    deploymentConfigName: row.deploymentConfigName,
    minimumHealthyHosts: row.minimumHealthyHosts,
    revision: { location: row.revision, name: row.revisionName, sha256: row.revisionSha256, size: 1 },
    creator: 'user',
    startedBy: row.startedBy,
    ignoreApplicationStopFailures: false,
    fileExistsBehavior: 'DISALLOW',
    targets,
    clocks: { startLimitSeconds: 300, eventLimitSeconds: 3600, totalLimitSeconds: 28_800 },
    rollbackDeploymentId: 'd-RRRRRRRR1',
    createdAt: Date.parse(contractTime),
  }
}

export const anAuditEntry = (part: Partial<AuditEntry> = {}): AuditEntry => ({
  accountId: contractAccount,
  at: contractTime,
  actor: 'user:dana',
  actorName: 'Dana',
  action: 'createApplication',
  resource: 'application:storefront',
  outcome: 'done',
  detail: '',
  requestId: 'r-1',
  ...part,
})

export const aDeployment = (
  deploymentId: string,
  part: Partial<Omit<DeploymentSummary, 'status'>> & { status?: DeploymentStatus } = {},
): DeploymentSummary => ({
  deploymentId,
  accountId: contractAccount,
  applicationName: 'storefront',
  deploymentGroupName: 'production',
  deploymentGroupId: contractGroupId,
  deploymentConfigName: 'CodeDeployDefault.OneAtATime',
  minimumHealthyHosts: { type: 'MOST_CONCURRENCY', value: 1 },
  computePlatform: 'Server',
  deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' },
  revision: {
    revisionType: 'S3',
    s3Location: { bucket: 'releases', key: 'storefront-1.0.zip', bundleType: 'zip', version: '1' },
  },
  revisionName: 'storefront-1.0',
  revisionSha256: '0'.repeat(64),
  status: 'InProgress',
  creator: 'user',
  startedBy: 'Dana',
  createTime: contractTime,
  deploymentOverview: { Pending: 1, InProgress: 0, Succeeded: 0, Failed: 0, Skipped: 0, Ready: 0 },
  ignoreApplicationStopFailures: false,
  fileExistsBehavior: 'DISALLOW',
  lifecycleEvents: ['ApplicationStop'],
  sentence: [{ kind: 'text', text: 'one host' }],
  health: { total: 1, minimum: 0, serving: 1, updating: 0, failed: 0, failuresLeft: 0 },
  phases: [],
  stopConsequences: { leftPartWay: 0, updated: 0, untouched: 1 },
  actions: {
    stop: { allowed: true },
    hold: { allowed: true },
    continue: { allowed: false, reason: 'it is not held' },
    redeploy: { allowed: false, reason: 'it runs' },
    rollBack: { allowed: false, reason: 'it runs' },
  },
  parallel: 1,
  ...part,
})

export const aTarget = (
  deploymentId: string,
  index: number,
  part: Partial<DeploymentTarget> = {},
): DeploymentTarget => ({
  deploymentId,
  targetId: `web-${index + 1}`,
  targetArn: `arn:aws:codedeploy:us-east-1:${contractAccount}:instance/web-${index + 1}`,
  index,
  wave: index + 1,
  status: 'Pending',
  lastUpdatedAt: contractTime,
  lifecycleEvents: [{ lifecycleEventName: 'ApplicationStop', status: 'Pending' }],
  ...part,
})
